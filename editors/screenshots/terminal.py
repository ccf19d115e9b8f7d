"""What a terminal shows, with its escape sequences, as a page: terminal.py FILE TITLE > PAGE."""

import html
import re
import sys
import unicodedata

WIDTH, HEIGHT, FONT = 8.428, 18, 14
DEFAULT = {"fg": "#d6deeb", "bg": "#101a26"}
BASIC = ["#101a26", "#ff6b7d", "#addb67", "#f6c177", "#82aaff", "#c792ea", "#7fdbca", "#d6deeb",
         "#637f99", "#ff6b7d", "#addb67", "#f6c177", "#82aaff", "#c792ea", "#7fdbca", "#ffffff"]


def indexed(number):
    """A colour of the palette of 256."""
    if number < 16:
        return BASIC[number]
    if number >= 232:
        return "#{0:02x}{0:02x}{0:02x}".format(8 + (number - 232) * 10)
    levels = [0, 95, 135, 175, 215, 255]
    number -= 16
    return "#{:02x}{:02x}{:02x}".format(levels[number // 36], levels[number // 6 % 6], levels[number % 6])


def colour(parts):
    """The colour after 38, 48 or 58."""
    kind = parts.pop(0)
    if kind == 5:
        return indexed(parts.pop(0))
    return "#{:02x}{:02x}{:02x}".format(*[parts.pop(0) for _ in range(3)])


def apply(style, sequence):
    """Changes a style by the numbers of an escape sequence."""
    sequence = re.sub(r"4:(\d)", lambda found: "24" if found[1] == "0" else "1004" if found[1] != "1" else "4", sequence)
    sequence = re.sub(r"(58|38|48):2::?", r"\1;2;", sequence).replace(":", ";")
    parts = [int(part or 0) for part in sequence.split(";")]
    while parts:
        code = parts.pop(0)
        if code == 0:
            style.clear()
        elif code == 38:
            style["fg"] = colour(parts)
        elif code == 48:
            style["bg"] = colour(parts)
        elif code == 58:
            style["line"] = colour(parts)
        elif code in (1, 2, 3, 4, 7, 9, 1004):
            style[code] = True
        elif code == 22:
            style.pop(1, None)
            style.pop(2, None)
        elif code in (23, 24, 27, 29):
            style.pop(code - 20, None)
            style.pop(1004 if code == 24 else None, None)
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style["fg"] = BASIC[code - 30 if code < 90 else code - 82]
        elif 40 <= code <= 47 or 100 <= code <= 107:
            style["bg"] = BASIC[code - 40 if code < 100 else code - 92]
        elif code == 39:
            style.pop("fg", None)
        elif code == 49:
            style.pop("bg", None)
        elif code == 59:
            style.pop("line", None)


def css(style):
    """A style as CSS."""
    fg, bg = style.get("fg", DEFAULT["fg"]), style.get("bg", DEFAULT["bg"])
    if style.get(7):
        fg, bg = bg, fg
    rules = [f"color:{fg}"]
    if bg != DEFAULT["bg"]:
        rules.append(f"background:{bg}")
    if style.get(1):
        rules.append("font-weight:bold")
    if style.get(3):
        rules.append("font-style:italic")
    if style.get(1004):
        rules.append(f"text-decoration:underline wavy {style.get('line', fg)} 1px")
    elif style.get(4):
        rules.append(f"text-decoration:underline {style.get('line', fg)}")
    return ";".join(rules)


def main():
    """Writes the page."""
    lines = open(sys.argv[1], encoding="utf-8").read().rstrip("\n").split("\n")
    style, columns, body = {}, 0, []
    for row, line in enumerate(lines):
        column = 0
        for part in re.split(r"(\x1b\[[0-9;:]*m)", line):
            found = re.fullmatch(r"\x1b\[([0-9;:]*)m", part)
            if found:
                apply(style, found[1])
                continue
            text = re.sub(r"\x1b[()][A-Za-z0-9]|[\x0e\x0f]", "", part)
            if text:
                cells = sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
                place = f"left:{column * WIDTH:.2f}px;top:{row * HEIGHT}px;width:{cells * WIDTH:.2f}px"
                body.append(f'<span style="{place};{css(style)}">{html.escape(text)}</span>')
                column += cells
        columns = max(columns, column)
    width, height = round(columns * WIDTH) + 32, len(lines) * HEIGHT + 60
    print(f"""<!DOCTYPE html>
<!-- size {width},{height} -->
<meta charset="utf-8">
<style>
html {{ background: {DEFAULT["bg"]} }}
body {{ margin: 0; font: {FONT}px "DejaVu Sans Mono", "Liberation Mono", monospace }}
header {{ height: 34px; background: #1b2a3b; color: #9fb4c7; font: 13px "DejaVu Sans", sans-serif; line-height: 34px; text-align: center }}
i {{ position: absolute; top: 11px; width: 12px; height: 12px; border-radius: 6px; background: #3a5068 }}
main {{ position: absolute; left: 16px; top: 44px }}
span {{ position: absolute; height: {HEIGHT}px; line-height: {HEIGHT}px; white-space: pre; overflow: visible }}
</style>
<header><i style="left:14px"></i><i style="left:34px"></i><i style="left:54px"></i>{html.escape(sys.argv[2])}</header>
<main>{"".join(body)}</main>""")


main()
