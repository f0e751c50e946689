/**
 * The desk's two sounds, made on the spot: a soft tick when a step is revealed, and two low notes when
 * the time is up. Off until somebody turns them on here; no other page has any.
 */

const KEPT = "scoreboard/sound";

/** @type {AudioContext | null} */
let audio = null;

/** Whether this laptop makes any sound. */
export function isLoud() {
  try {
    return localStorage.getItem(KEPT) === "on";
  } catch {
    return audio !== null;
  }
}

/**
 * Called by a touch, which browsers ask for before they let a page be heard.
 *
 * @param {boolean} loud
 */
export function setLoud(loud) {
  try {
    localStorage.setItem(KEPT, loud ? "on" : "off");
  } catch {
    // It is for as long as the page is open.
  }
  if (!loud) {
    audio?.close();
    audio = null;
    return;
  }
  tick();
}

/** A step is revealed. */
export function tick() {
  note({ from: 1_150, to: 820, lasts: 0.07, loud: 0.12 });
}

/** The time is up. */
export function timeUp() {
  note({ from: 392, to: 392, lasts: 0.9, loud: 0.22 });
  note({ from: 294, to: 294, lasts: 1.4, loud: 0.2, after: 0.35 });
}

/** @param {{from: number, to: number, lasts: number, loud: number, after?: number}} sound hertz, seconds, 0 to 1 */
function note({ from, to, lasts, loud, after = 0 }) {
  if (!isLoud()) return;
  audio ??= new AudioContext();
  audio.resume();
  const start = audio.currentTime + after;
  const tone = new OscillatorNode(audio, { type: "sine", frequency: from });
  const volume = new GainNode(audio, { gain: 0 });
  tone.frequency.exponentialRampToValueAtTime(to, start + lasts);
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(loud, start + 0.008);
  volume.gain.exponentialRampToValueAtTime(0.0005, start + lasts);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + lasts);
}
