import Sortable from "sortablejs";

/**
 * Dragging rows by their handle. The list is drawn from the draft afterwards, so that what the hand
 * did and what is shown come from one place.
 */

/**
 * @param {HTMLElement} list
 * @param {{group?: string, handle: string, dropped: (id: string, to: number, list: HTMLElement) => void}} how
 */
export function sortable(list, { group, handle, dropped }) {
  return Sortable.create(list, {
    ...(group && { group }),
    handle,
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
    draggable: "[data-id]",
    ghostClass: "dragged",
    onEnd: ({ item, to, newDraggableIndex, from, oldDraggableIndex }) => {
      const id = item.dataset.id ?? "";
      if (from === to && newDraggableIndex === oldDraggableIndex) return;
      dropped(id, newDraggableIndex ?? 0, to);
    },
  });
}

/**
 * Which way an arrow with Alt moves a row; 0 where the keys say something else.
 *
 * @param {KeyboardEvent} event
 * @returns {-1 | 0 | 1}
 */
export function wayOf({ altKey, ctrlKey, metaKey, key }) {
  if (!altKey || ctrlKey || metaKey) return 0;
  if (key === "ArrowUp") return -1;
  return key === "ArrowDown" ? 1 : 0;
}
