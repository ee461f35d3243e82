import re


class SettingsError(ValueError):
    def __init__(self, line):
        super().__init__(f"line {line} cannot be read")
        self.line = line


def value_of(text):
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in text[1:-1]:
        return text[1:-1]
    if "," in text:
        return [value_of(part) for part in text.split(",")]
    if text in ("yes", "no"):
        return text == "yes"
    return int(text) if re.fullmatch(r"[+-]?\d+", text) else text


def parse(text):
    result = {}
    section, sections = result, {}
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1].strip()
            if not name or (name in result and name not in sections):
                raise SettingsError(number)
            section = sections.setdefault(name, {})
            result[name] = section
            continue
        key, divider, value = line.partition("=")
        key = key.strip()
        if not divider or not key or key in section:
            raise SettingsError(number)
        section[key] = value_of(value)
    return result
