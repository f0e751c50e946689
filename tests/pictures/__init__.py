"""Every scene drawn into pictures, checked by machine, and put on sheets to be looked at."""
