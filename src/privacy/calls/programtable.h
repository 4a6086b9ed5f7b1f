// What programs of a shell do with files, as data. What is known to show nothing is in quiettable.h; what is in neither
// table shows files as soon as it is given anything that could be one. privacy/calls/programs.cpp reads the tables.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace mimir {

enum class ProgramRole : std::uint8_t {
    Viewer,      ///< prints the files that it is given, or what comes through its pipe
    Printer,     ///< prints its words
    Wrapper,     ///< runs the program that its words begin with behind its own options
    Runner,      ///< the same, with words like "run" in front of the program
    Shell,       ///< also runs words that are command lines, and what it reads
    Interpreter, ///< runs a word that is code
    Sink,        ///< prints nothing of what comes through its pipe
};

struct Program {
    std::string_view names; ///< separated by blanks
    ProgramRole role;
    int leading = 0; ///< Viewer: how many words are not files; Wrapper: how many precede the program
    std::string_view withValue = {}; ///< options whose value is the next word
    std::string_view quiet
        = {}; ///< Viewer: options with which it prints counts or names; "x*" = begins with x
    std::string_view replacesLead = {}; ///< Viewer: options that give what otherwise is the first word
    std::string_view recursive = {};    ///< Viewer: options with which it reads the folder; "*" = always
};

inline constexpr auto kPrograms = std::to_array<Program>({
    {"cat tac nl zcat bzcat xzcat zstdcat lz4cat gzcat bat batcat mdcat rev expand unexpand catdoc antiword "
     "pdftotext "
     "xls2csv strings base64 base32 basenc uuencode xxd od hexdump hd hexyl glow fmt pr highlight pygmentize "
     "ccat "
     "lolcat pv buffer gc get-content tail-f multitail lnav",
        ProgramRole::Viewer},
    {"head tail", ProgramRole::Viewer, 0, "-n -c --lines --bytes --pid -s"},
    {"less more most view zless zmore", ProgramRole::Viewer, 0, "-p -P -t"},
    {"grep egrep fgrep zgrep bzgrep xzgrep pcregrep pcre2grep", ProgramRole::Viewer, 1,
        "-A -B -C -m -e -f -d -D --max-count --regexp --file --include --exclude --exclude-dir --color "
        "--context",
        "-c -l -L -q --count --files-with-matches --files-without-match --quiet --silent",
        "-e -f --regexp* --file*", "-r -R --recursive --dereference-recursive"},
    {"rg ag ack ugrep ug sift pt", ProgramRole::Viewer, 1,
        "-A -B -C -m -e -f -g -t -T -j -d -M -E -r --glob --iglob --type --type-not --max-count --max-depth "
        "--context "
        "--threads --regexp --file --after-context --before-context --sort --sortr --replace --ignore-file",
        "-c -l -q --count --count-matches --files-with-matches --files-without-match --files --quiet "
        "--type-list",
        "-e -f --regexp* --file*", "*"},
    {"select-string sls findstr", ProgramRole::Viewer, 1, "", "/m -quiet"},
    {"ast-grep sg semgrep comby", ProgramRole::Viewer, 0, "-p -l --lang --pattern --config -e", "", "", "*"},
    {"sed gsed", ProgramRole::Viewer, 1, "-e -f -l -E --expression --file", "-i* --in-place*",
        "-e -f --expression* --file*"},
    {"awk gawk mawk nawk", ProgramRole::Viewer, 1, "-F -v -f -e -i --field-separator --assign", "",
        "-f -e --file* --source*"},
    {"jq jaq gojq fx", ProgramRole::Viewer, 1,
        "--arg --argjson --slurpfile --rawfile -f --from-file --indent", "", "-f --from-file"},
    {"dasel", ProgramRole::Viewer, 0, "-r -w -s"},
    {"yq xq tomlq jless", ProgramRole::Viewer, 1, "-f -o -p -I", "-i --inplace"},
    {"xmllint xmlstarlet xsltproc tidy", ProgramRole::Viewer, 0, "--xpath", "--noout -noout"},
    {"cut", ProgramRole::Viewer, 0, "-d -f -c -b --delimiter --fields"},
    {"sort", ProgramRole::Viewer, 0, "-k -t -o -S -T --key --field-separator"},
    {"column", ProgramRole::Viewer, 0, "-s -o -c -N -H -R"},
    {"uniq paste comm join fold csvlook csvcut csvgrep mlr xsv qsv look tsort shuf split csplit",
        ProgramRole::Viewer, 0, "-d -f -s -w -t -c -l -n"},
    {"tr", ProgramRole::Viewer, 2},
    {"tee sponge", ProgramRole::Viewer, 99},
    {"iconv dos2unix unix2dos", ProgramRole::Viewer, 0, "-f -t -o"},
    {"diff colordiff sdiff diff3 delta icdiff difft wdiff vimdiff patchutils interdiff filterdiff",
        ProgramRole::Viewer, 0, "-U -C -I -x --exclude --label -L", "-q --brief"},
    {"cmp", ProgramRole::Viewer, 0, "-n -i", "-s --quiet --silent"},
    {"dd", ProgramRole::Viewer, 0, "", "of=*"},
    {"sqlite3 duckdb", ProgramRole::Viewer, 0, "-cmd -separator"},
    {"clang-format gofmt gofumpt goimports prettier rustfmt yapf autopep8 shfmt stylua", ProgramRole::Viewer,
        0, "--style -style --config --parser",
        "-i -w -l -c --write --check --list-different -n --dry-run --in-place -q --quiet --version"},
    {"pandoc docx2txt rst2html markdown", ProgramRole::Viewer, 0, "-f -t -o --from --to", "-o --output*"},
    {"type", ProgramRole::Viewer},
    {"ed ex readelf objdump nm look cpp m4", ProgramRole::Viewer},
    {"pbpaste wl-paste http.server http-server", ProgramRole::Viewer, 0, "", "", "", "*"},

    {"echo printf print write-output write-host", ProgramRole::Printer},

    {"sudo doas", ProgramRole::Wrapper, 0, "-u -g -h -p -C -r -t -T -U -D -R --user --group --host --chdir"},
    {"nohup setsid command builtin exec caffeinate unbuffer time noglob nocorrect eatmydata chronic "
     "fakeroot proxychains proxychains4 torsocks catchsegv winpty rlwrap xvfb-run dbus-run-session setarch "
     "linux64 linux32 cgexec numactl tsocks gtime",
        ProgramRole::Wrapper, 0, "-o -f -a --output --format"},
    {"nice ionice chrt taskset", ProgramRole::Wrapper, 0, "-n -c -p --adjustment"},
    {"timeout gtimeout", ProgramRole::Wrapper, 1, "-s -k --signal --kill-after"},
    {"stdbuf", ProgramRole::Wrapper, 0, "-i -o -e"},
    {"runuser", ProgramRole::Wrapper, 0, "-u -g"},
    {"chroot faketime", ProgramRole::Wrapper, 1, "-u -g --userspec -f"},
    {"nsenter unshare setpriv prlimit capsh", ProgramRole::Wrapper, 0, "-t --target -S -G --reuid --regid"},
    {"xargs parallel", ProgramRole::Wrapper, 0,
        "-I -L -n -P -s -d -E --max-args --max-procs --delimiter --replace -j"},
    {"uv poetry pipenv pdm hatch rye conda mamba bundle npx pnpx bunx yarn pnpm mise asdf rbenv pyenv nvm "
     "fnm volta "
     "direnv dotenv dotenvx dotenv-vault op doppler infisical chamber aws-vault aws-okta envchain envconsul "
     "summon teller "
     "vaultenv envkey-source secrethub berglas sops ssh-agent dbx-run with-contenv chpst s6-setuidgid gosu "
     "su-exec tini "
     "dumb-init entr watchexec nodemon cross-env env-cmd foreman honcho hivemind",
        ProgramRole::Runner, 0, "-n -p -e -f --env-file --name --python --with -w"},
    {"bash sh zsh dash ash ksh mksh fish nu busybox toybox elvish xonsh pwsh powershell pwsh.exe "
     "powershell.exe cmd cmd.exe "
     "csh tcsh yash oksh osh rc es wsl wsl.exe git-bash eval su script nix-shell nix distrobox toolbox "
     "flatpak-spawn "
     "at batch "
     "runas start-process invoke-expression iex",
        ProgramRole::Shell, 0, "-o -O --rcfile --init-file --attr -s"},
    {"watch", ProgramRole::Shell, 0, "-n --interval"},
    {"ssh mosh autossh sshpass rsh dsh pssh clush et tsh", ProgramRole::Shell, 1,
        "-i -p -l -o -F -J -L -R -D -b -e -m -E -I -Q -S -W -w"},
    {"adb vagrant multipass lxc incus limactl lima colima minikube machinectl systemd-run systemd-nspawn "
     "flyctl fly heroku "
     "railway gcloud az gh-codespace devcontainer devpod coder ansible salt nomad dokku eb cf docker-machine "
     "podman-remote",
        ProgramRole::Shell, 0, "-a --app -n --name -c"},

    {"python python2 python3 pypy pypy3 ipython node nodejs deno bun ruby irb perl php rscript r lua luajit "
     "julia elixir "
     "groovy scala jshell osascript tclsh guile sbcl ghci runghc swift kotlin ts-node tsx raku",
        ProgramRole::Interpreter},

    {"pbcopy xclip xsel wl-copy clip patch crontab mail sendmail psql mysql mariadb mongosh redis-cli",
        ProgramRole::Sink},
});

/// A sub-command that prints contents of files: "git show".
struct SubcommandViewer {
    std::string_view command;    ///< program and words, in this order
    std::string_view needs = {}; ///< shows only with one of these options; "x*" = begins with x
    std::string_view quiet = {}; ///< shows nothing with one of these
};

inline constexpr std::string_view kPatchAfterAll
    = "-p -u --patch* -U* --unified* --word-diff* --color-words* --binary -W --function-context";
inline constexpr std::string_view kPatchOptions
    = "-p -u --patch* -U* --unified* -c --cc --binary --color-words* -L* -W -G --full-diff --word-diff* -m";
inline constexpr std::string_view kNoPatch
    = "--stat* --shortstat --numstat --dirstat* --name-only --name-status --no-patch -s "
      "--summary --quiet --raw";

inline constexpr auto kSubcommandViewers = std::to_array<SubcommandViewer>({
    {"git show", "", kNoPatch},
    {"git diff", "", kNoPatch},
    {"git difftool"},
    {"git diff-tree", kPatchOptions},
    {"git diff-index", kPatchOptions},
    {"git diff-files", kPatchOptions},
    {"git range-diff"},
    {"git log", kPatchOptions},
    {"git whatchanged", kPatchOptions},
    {"git reflog", kPatchOptions},
    {"git stash show", kPatchOptions},
    {"git stash list", kPatchOptions},
    {"git blame"},
    {"git annotate"},
    {"git grep", "", "-l -c -q --files-with-matches --name-only --count --quiet"},
    {"git cat-file", "", "-t -s -e --batch-check*"},
    {"git archive", "", "-o --output*"},
    {"git format-patch", "--stdout"},
    {"git merge-file", "-p --stdout"},
    {"git merge-tree"},
    {"git am", "--show-current-patch*"},
    {"git rebase", "--show-current-patch*"},
    {"git config", "-f --file* --blob* --get-regexp --get-urlmatch"},
    {"git show [!-]*:*"},
    {"git add", "-p --patch -i --interactive -e"},
    {"git checkout", "-p --patch"},
    {"git restore", "-p --patch"},
    {"git reset", "-p --patch"},
    {"git commit", "-v --verbose -p --patch"},
    {"git status", "-v -vv --verbose"},
    {"git notes show"},
    {"git bisect visualize|view", kPatchOptions},
    {"git fast-export"},
    {"git bugreport"},
    {"hg cat"},
    {"hg diff", "", "--stat"},
    {"hg annotate"},
    {"hg blame"},
    {"hg grep"},
    {"hg export"},
    {"hg log", "-p --patch"},
    {"svn cat"},
    {"svn diff", "", "--summarize"},
    {"svn blame"},
    {"svn annotate"},
    {"jj diff", "", "--stat -s --summary --name-only"},
    {"jj show", "", "--stat -s --summary --name-only"},
    {"jj file show"},
    {"jj interdiff"},
    {"jj log", "-p --patch"},
    {"p4 print"},
    {"p4 diff"},
    {"p4 annotate"},
    {"fossil cat"},
    {"fossil diff"},
    {"gh pr diff", "", "--name-only"},
    {"gh gist view", "", "--files"},
    {"gh workflow view", "--yaml -y"},
    {"gh search code"},
    {"adb logcat|bugreport"},
    {"dmesg"},
    {"docker|podman|nerdctl compose up", "", "-d --detach --no-start --wait"},
    {"docker-compose|podman-compose up", "", "-d --detach --no-start --wait"},
    {"gcloud|az|heroku|fly|flyctl|railway|nomad|eb|cf|dokku|gh-codespace logs|log|logging|tail|events"},
    {"rustfmt", "--check"},
    {"mix format", "--check-formatted"},
    {"gh api *contents*"},
    {"glab mr diff"},
    {"cargo expand"},
    {"cargo fmt", "--check"},
    {"ruff", "--diff"},
    {"black", "--diff -c --code"},
    {"terraform fmt", "-diff --diff"},
    {"nginx", "-T"},
    {"npm diff"},
    {"openssl", "-in -text"},
    {"tar", "-O --to-stdout -xO* xO* -Ox* xOf -xOf -xzO*"},
    {"unzip", "-p -c"},
    {"7z *", "-so"},
    {"ar p"},
    {"gzip", "-c -dc -cd --stdout --to-stdout"},
    {"gunzip", "-c --stdout --to-stdout"},
    {"bzip2", "-c -dc -cd --stdout"},
    {"xz", "-c -dc -cd --stdout"},
    {"zstd", "-c -dc -cd --stdout"},
    {"curl file:*"},
    {"wget file:*"},
    {"python* json.tool"},
    {"docker cp *:* -"},
    {"crane export"},
    {"defaults read"},
    {"plutil"},
    {"reg query"},
    {"ctags", "-x"},
    {"xclip", "-o -out*"},
    {"xsel", "-o --output"},
    {"code2prompt"},
    {"repomix", "--stdout"},
    {"files-to-prompt"},
    {"gitingest"},
});

} // namespace mimir
