def fold(text, width):
    if width < 1:
        raise ValueError("width must be 1 or more")
    lines = []
    for paragraph in text.split("\n"):
        lines.extend(fold_paragraph(paragraph.split(), width))
    return lines if any(lines) else [""]


def fold_paragraph(words, width):
    lines, line = [], ""
    for word in words:
        if line and len(line) + 1 + len(word) <= width:
            line += " " + word
            continue
        if line:
            lines.append(line)
        while len(word) > width:
            lines.append(word[:width])
            word = word[width:]
        line = word
    return lines + [line] if line or not lines else lines
