"""Makes a picture of few colours small: smaller.py FROM TO. Without Pillow the picture stays as it is."""

import shutil
import sys

try:
    from PIL import Image
except ImportError:
    shutil.copyfile(sys.argv[1], sys.argv[2])
else:
    picture = Image.open(sys.argv[1]).convert("RGB").quantize(colors=256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    picture.save(sys.argv[2], optimize=True)
