# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Completes the commands, options and values of socket-playground in bash, and needs nothing else. A test compares it with
# what the program's --help says.

# Its arguments: the words to choose from.
_socket_playground_words() {
    mapfile -t COMPREPLY < <(compgen -W "$*" -- "$current")
}

_socket_playground_files() {
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
    compopt -o filenames 2>/dev/null || true # a slash after folders, and quotes where they are needed
}

# After an option that takes a value: completes that and succeeds. Its argument: the option.
_socket_playground_value() {
    case $1 in
        --unix | --pcapng | --save) _socket_playground_files ;;
        --reply) _socket_playground_words echo splice discard upper fixed chargen daytime ;;
        --address) _socket_playground_words 127.0.0.1 ::1 localhost ;;
        --port | --abstract | --backlog | --answer | --delay | --chunk | --threads | --timeout | --connections | --idle | \
            --size | --rate | --duration | --interval | --count | --until | --bytes) COMPREPLY=() ;; # free text
        *) return 1 ;;
    esac
}

_socket_playground() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' word
    local where='--address --port --unix --abstract' events='--no-record --trace --all'
    # "--reply=up" comes as three words: bash splits at the equals sign.
    if [[ $current == '=' ]]; then
        current=''
    elif [[ $before == '=' ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    if [[ $before == --trace && ${COMP_WORDS[*]:COMP_CWORD - 1:2} == *=* ]]; then # its file only follows "="
        _socket_playground_files
        return
    fi
    _socket_playground_value "$before" && return

    for word in "${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
        case $word in
            serve | connect | send | load | watch | demo)
                command=$word
                break
                ;;
        esac
    done
    case $command in
        serve)
            _socket_playground_words "$where" --dual-stack --backlog --reply --answer --escapes --delay --chunk --threads --json "$events" \
                --help
            ;;
        connect) _socket_playground_words "$where" --timeout --raw --json "$events" --help ;;
        send) _socket_playground_words "$where" --escapes --timeout --until --bytes --idle --raw --json "$events" --help ;;
        load)
            _socket_playground_words "$where" --connections --idle --size --rate --duration --churn --json --no-record --help
            ;;
        watch) _socket_playground_words --interval --count --port --with-unix --json --help ;;
        demo) _socket_playground_words --json --all --observe --pcapng --save --private --help ;;
        *)
            if [[ $current == -* ]]; then
                _socket_playground_words --help --version
            else # a command, or recordings to open
                _socket_playground_files
                mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "serve connect send load watch demo" -- "$current")
            fi
            ;;
    esac
}

complete -F _socket_playground socket-playground
