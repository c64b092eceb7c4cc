"""The scripts by which bash, zsh and fish complete what is typed after `sitebuild`.

They hold commands, options and choices; the agencies of a project are its folders, which the shell
lists by itself, so that no key press has to wait for a program to start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from shlex import quote

from site_builder.cli.syntax import Command, Option, Value

_BASH = """\
# bash: source <(sitebuild completion bash)
_sitebuild_agencies() {
    local one
    for one in "$1"/content/agencies/*/; do
        one=${one%/}
        if [[ -d $one ]]; then echo "${one##*/}"; fi
    done
}
_sitebuild() {
    local IFS=$'\\n' word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    local command= source=. takes= i
    if [[ $word == = ]]; then
        word=
    elif [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD-2]}
    fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "$command ${COMP_WORDS[i]}" in
            @COMMANDS@) command="$command ${COMP_WORDS[i]}" ;;
        esac
        if [[ ${COMP_WORDS[i]} == --source ]]; then
            source=${COMP_WORDS[i+1]}
            if [[ $source == = ]]; then source=${COMP_WORDS[i+2]}; fi
        fi
    done
    case "$command $before" in
@VALUES@
        *)
            case "$command $word" in
@WORDS@
            esac ;;
    esac
    COMPREPLY=()
    case $takes in
        folders) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$word")) ;;
        files) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")) ;;
        agencies) COMPREPLY=($(compgen -W "$(_sitebuild_agencies "$source")" -- "$word")) ;;
        codes) IFS=$' \\n'; COMPREPLY=($(compgen -W "@CODES@" -- "$word")) ;;
        words*) IFS=$' \\n'; COMPREPLY=($(compgen -W "${takes#words }" -- "$word")) ;;
    esac
}
complete -F _sitebuild sitebuild
"""

_ZSH = """\
#compdef sitebuild
# zsh: source <(sitebuild completion zsh)
_sitebuild_agencies() {
    local -a slugs
    slugs=(${(Q)opt_args[--source]:-.}/content/agencies/*(/N:t))
    compadd -a slugs
}
_sitebuild_codes() {
    local -a codes
    codes=(@CODES@)
    compadd -a codes
}
@FUNCTIONS@
if [[ $funcstack[1] == _sitebuild ]]; then
    _sitebuild "$@"
else
    compdef _sitebuild sitebuild
fi
"""

_ZSH_FUNCTION = """\
@NAME@() {
    local context state state_descr line
    typeset -A opt_args
    _arguments -C \\
        @ARGUMENTS@
    case $state in
        below) local -a below; below=(@BELOW@); _describe -t commands sitebuild below ;;
        rest) case $words[1] in
@REST@
        esac ;;
    esac
}
"""

_FISH = """\
# fish: sitebuild completion fish | source
function __sitebuild_at
    set -l command ''
    for word in (commandline -opc)[2..-1]
        switch "$command $word"
            case @COMMANDS@
                set command "$command $word"
        end
    end
    test "$command" = "$argv[1]"
end
function __sitebuild_agencies
    set -l words (commandline -opc)
    set -l source .
    if set -l place (contains -i -- --source $words); and set -q words[(math $place + 1)]
        set source $words[(math $place + 1)]
    end
    for one in $source/content/agencies/*/
        basename $one
    end
end
function __sitebuild_codes
    string split ' ' '@CODES@'
end
complete -c sitebuild -f
"""


def bash(commands: Sequence[Command], codes: Sequence[str]) -> str:
    """Return the script for bash."""
    values = [
        f"        {'|'.join(quote(f'{_path(command)} {name}') for name in option.names)})"
        f" takes={quote(_takes(option.value))} ;;"
        for command in commands
        for option in command.options
        if option.value
    ]
    words = []
    for command in commands:
        options = " ".join(name for option in command.options for name in option.names)
        path = quote(f"{_path(command)} ")
        takes = _takes(command.value)
        if command.below:
            takes = f"words {' '.join(name for name, _ in command.below)}"
        words += [
            f"                {path}-*) takes={quote(f'words {options}')} ;;",
            f"                {path}*) takes={quote(takes)} ;;",
        ]
    # The longest command first: that it begins with a shorter one does not matter then.
    words.sort(key=lambda line: -line.count(" ", 0, line.index(")")))
    return (
        _BASH.replace("@COMMANDS@", "|".join(quote(_path(one)) for one in commands if one.words))
        .replace("@VALUES@", "\n".join(values))
        .replace("@WORDS@", "\n".join(words))
        .replace("@CODES@", " ".join(codes))
    )


def zsh(commands: Sequence[Command], codes: Sequence[str]) -> str:
    """Return the script for zsh."""
    functions = (
        _ZSH_FUNCTION.replace("@NAME@", _function(command.words))
        .replace("@ARGUMENTS@", " \\\n        ".join(_zsh_arguments(command)))
        .replace("@BELOW@", " ".join(quote(f"{name}:{text}") for name, text in command.below))
        .replace(
            "@REST@",
            "\n".join(
                f"            {name}) {_function((*command.words, name))} ;;"
                for name, _ in command.below
            ),
        )
        for command in commands
    )
    return _ZSH.replace("@FUNCTIONS@", "".join(functions)).replace("@CODES@", " ".join(codes))


def fish(commands: Sequence[Command], codes: Sequence[str]) -> str:
    """Return the script for fish."""
    paths = " ".join(quote(_path(one)) for one in commands if one.words)
    head = _FISH.replace("@COMMANDS@", paths).replace("@CODES@", " ".join(codes))
    return head + "".join(f"{line}\n" for command in commands for line in _fish_lines(command))


def _path(command: Command) -> str:
    """Return a command as the scripts compare it: each word behind a space."""
    return "".join(f" {word}" for word in command.words)


def _function(words: Iterable[str]) -> str:
    return "_".join(("_sitebuild", *words))


def _takes(value: Value | None) -> str:
    if value is None or value.kind == "other":
        return ""
    return f"words {' '.join(value.words)}" if value.kind == "words" else value.kind


def _zsh_arguments(command: Command) -> Iterator[str]:
    """Yield what `_arguments` is told: options, and what follows a command."""
    for option in command.options:
        yield from (quote(spec) for spec in _zsh_options(option))
    if command.below:
        yield "'1: :->below' '*:: :->rest'"
    elif action := _zsh_action(command.value):
        yield quote(f"*: :{action}")


def _zsh_options(option: Option) -> Iterator[str]:
    others = " ".join(option.names)
    text = option.help.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    for name in option.names:
        if option.value is None:
            yield f"({others}){name}[{text}]"
        else:
            equals = "=" if name.startswith("--") else ""
            yield f"({others}){name}{equals}[{text}]: :{_zsh_action(option.value) or ' '}"


def _zsh_action(value: Value) -> str:
    actions = {
        "files": "_files",
        "folders": "_files -/",
        "agencies": "_sitebuild_agencies",
        "codes": "_sitebuild_codes",
    }
    return f"({' '.join(value.words)})" if value.kind == "words" else actions.get(value.kind, "")


def _fish_lines(command: Command) -> Iterator[str]:
    start = f"complete -c sitebuild -n {quote(f'__sitebuild_at {quote(_path(command))}')}"
    for name, text in command.below:
        yield f"{start} -a {name} -d {quote(text)}"
    if not command.below and (takes := _fish_action(command.value)):
        yield f"{start} {takes}"
    for option in command.options:
        names = " ".join(
            f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names
        )
        action = f" {_fish_action(option.value)}".rstrip() if option.value else ""
        needs = " -r" if action == " -F" else " -x" if option.value else ""  # files, or only these
        yield f"{start} {names}{needs}{action} -d {quote(option.help)}"


def _fish_action(value: Value) -> str:
    if value.kind == "words":
        return f"-a {quote(' '.join(value.words))}"
    actions = {
        "files": "-F",
        "folders": "-a '(__fish_complete_directories)'",
        "agencies": "-a '(__sitebuild_agencies)'",
        "codes": "-a '(__sitebuild_codes)'",
    }
    return actions.get(value.kind, "")
