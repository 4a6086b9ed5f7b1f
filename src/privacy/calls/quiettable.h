// Programs that are known to print neither contents of files nor an environment, as data: the results of listings, builds,
// tests and package managers stay readable because they are here. quietprograms.cpp reads the table.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace mimir {

/// What a program may be given so that its output is known to contain nothing of a file.
enum class Takes : std::uint8_t {
    Anything,    ///< it prints only names, numbers and words of its own; its input is not in its output
    PlainWords,  ///< nothing that could be a path
    Sources,     ///< folders and source code, which it quotes in its messages, but no other files
    Subcommands, ///< one of these first
};

struct QuietProgram {
    std::string_view
        names; ///< separated by "|"; "docker compose" is a sub-command with sub-commands of its own
    Takes takes;
    std::string_view subcommands = {}; ///< separated by blanks; "x*" = begins with x
    std::string_view shows = {};       ///< options with which all this is not so; "x*" = begins with x
    std::string_view withValue = {};   ///< options whose value is the next word
};

inline constexpr auto kQuietPrograms = std::to_array<QuietProgram>({
    // Files, as far as they are only named, moved and counted
    {"ls|dir|exa|eza|lsd|tree|vdir", Takes::Anything, "", "--fromfile --fromtabfile"},
    {"find|fd|fdfind|locate|mlocate|plocate", Takes::Anything, "", "-files0-from"},
    {"rm|rmdir|unlink|shred|mkdir|touch|chmod|chown|chgrp|chattr|lsattr|setfacl|getfacl|ln|cp|mv|install|"
     "rename|truncate|mktemp|mkfifo|sync|trash|test|[|[[|]]|cd|pushd|popd|dirs|pwd|which|whereis|realpath|"
     "readlink|basename|dirname|stat|chdir|fallocate",
        Takes::Anything},
    {"du|df|ncdu", Takes::Anything, "", "-X --exclude-from*"},
    {"wc", Takes::Anything},
    {"file", Takes::Anything, "", "-f --files-from* -m --magic-file* -C"},
    {"md5sum|sha1sum|sha224sum|sha256sum|sha384sum|sha512sum|b2sum|b3sum|cksum|sum|shasum|md5",
        Takes::Anything, "", "-c --check"},
    {"rsync", Takes::Anything, "", "- -e --rsh* --*-from* --rsync-path* -f --filter* --daemon --config*"},
    {"scp|sftp|ssh-copy-id", Takes::Anything, "", "-o* -S -F -b"},
    {"code|subl|open|xdg-open", Takes::Anything, "", "- -d --diff"},
    {"lsof|fuser|inotifywait|flock", Takes::Anything, "", "-c --command --fromfile"},
    // The shell's own
    {"true|false|:|sleep|exit|return|break|continue|shift|wait|umask|unalias|getopts|select|for|case|esac|in|"
     "unset|shopt|setopt|unsetopt|kill|killall|pkill|jobs|fg|bg|disown|hash|ulimit|times|logout|let|"
     "bind|rehash|autoload|zmodload|deactivate|function|enable|suspend",
        Takes::Anything},
    // The system
    {"ps|pgrep", Takes::Anything, "", "-F --pidfile*"},
    {"id|whoami|groups|uname|cal|uptime|free|top|htop|hostnamectl|arch|nproc|lscpu|lsblk|lsusb|lspci|"
     "who|w|last|tty|stty|locale|getconf|vmstat|iostat|ping|dig|nslookup|host|ss|netstat|ifconfig|route|"
     "traceroute|mount|umount|sw_vers|chsh|timedatectl|loginctl|nvidia-smi|lsmod|seq|sysctl",
        Takes::Anything, "", "-f -F --file* -b -batch -batch_file -p --load* -A"},
    {"ip", Takes::Subcommands, "a addr address link l route r neigh rule -*"},
    {"hostname", Takes::PlainWords, "", "-F --file*"},
    {"date", Takes::PlainWords, "", "-f --file* -r --reference*"},
    {"man|apropos|whatis|help", Takes::PlainWords, "", "-C -l --local-file* -P -H* -M"},
    {"ssh-add|ssh-keygen", Takes::Anything, "", "-y -p -e -Y -Q -O -f"},
    {"systemctl|service", Takes::Subcommands,
        "start stop restart reload enable disable status is-active is-enabled is-failed list-* daemon-reload "
        "mask unmask try-restart reload-or-restart kill reset-failed",
        "", "-t -n -M -H"},
    {"code-insiders|say|notify-send|osascript-notify", Takes::PlainWords},
    // Version control
    {"git", Takes::Subcommands,
        "status log add commit push pull fetch checkout switch branch tag merge rebase stash reset restore "
        "rm "
        "mv clean remote rev-parse ls-files ls-tree ls-remote describe shortlog reflog worktree submodule "
        "fsck "
        "gc count-objects maintenance init clone check-ignore check-attr merge-base rev-list name-rev "
        "symbolic-ref for-each-ref update-ref read-tree write-tree commit-tree show-ref cherry cherry-pick "
        "revert bisect sparse-checkout prune repack pack-refs verify-commit verify-tag verify-pack lfs "
        "cat-file show diff diff-tree diff-index diff-files whatchanged hash-object update-index config "
        "apply "
        "am version help notes remote-* ls-* diff-stat gui citool archive format-patch grep blame annotate",
        "-F --file* --template* --open-files-in-pager* -O* --ext-diff --exec-path=* --config-env* "
        "--upload-pack* --receive-pack* --batch --check --pathspec-from-file* --exclude-from* "
        "--ignore-revs-file* --edit",
        "-C -c --git-dir --work-tree --namespace"},
    {"hg|svn|jj|bzr|fossil|p4|sl", Takes::Subcommands,
        "status st add commit ci push pull update up checkout co branch branches log heads id identify init "
        "clone info summary bookmark bookmarks tags merge resolve revert rm remove mv move copy describe new "
        "squash abandon rebase git edit op opened sync submit changes",
        "-p --patch -l --logfile --diff* -F --config*", "-R -r -m"},
    {"gh|glab", Takes::Subcommands,
        "pr issue run workflow release auth label search cache status org project mr ci repo",
        "--log --log-failed --body-file* -F --template* --jq* -q --input*", "-R --repo"},
    {"gh repo|glab repo", Takes::Subcommands, "list clone create fork sync archive delete edit rename"},
    {"gh search", Takes::Subcommands, "issues prs repos commits"},
    {"gh pr", Takes::Subcommands,
        "list view status checks create merge close reopen ready review comment checkout edit", "--log"},
    {"gh run|glab ci", Takes::Subcommands, "list ls view watch rerun cancel retry status",
        "--log --log-failed"},
    {"pre-commit", Takes::Subcommands, "install run autoupdate uninstall clean gc", "--show-diff*"},
    {"lefthook|husky", Takes::Subcommands, "install uninstall add run"},
    // Builds
    {"make|gmake|bmake|nmake", Takes::Anything, "",
        "-p* -[a-zA-Z]p* -f- --file=- --makefile=- - */dev/stdin -E --eval* --print-data-base show* print* "
        "dump* cat cat-* view* log logs"},
    {"ninja|samu", Takes::Anything, "", "-t"},
    {"cmake", Takes::Anything, "", "-E -P --trace* --debug-trycompile -LA -LAH -L -N --help-*"},
    {"ctest|cpack|ccmake|meson|autoreconf|autoconf|automake|aclocal|libtoolize|configure|buck|buck2|pants|"
     "premake5|xmake|qmake|qmake6|tup|gn",
        Takes::Anything, "", "-S -P --show* --dump* --eval* --trace* -e --script*"},
    {"waf|scons|just|task|earthly|redo|invoke|inv", Takes::PlainWords, "",
        "--show* -s --dump* --evaluate --choose -f --justfile* -t --taskfile* --eval* -c"},
    {"bazel|bazelisk", Takes::Subcommands,
        "build test run clean info version coverage fetch sync shutdown help"},
    {"gradle|gradlew|gradlew.bat|mvn|mvnw|mvnw.cmd|ant|sbt|lein|clj|mill|bloop", Takes::Anything, "",
        "-I --init-script* help:* exec:* -Dexec*"},
    {"gcc|g++|cc|c++|clang|clang++|cl|tcc|icc|nvcc|emcc|em++|javac|kotlinc|scalac|rustc|ghc|ocamlopt|ocamlc|"
     "gfortran|fpc|dmd|ldc2|nim|nimble|mcs|csc|swiftc|valac|crystal|gdc|tsc|vue-tsc|swc|esbuild|rollup|babel|"
     "vite|webpack|webpack-cli|next|nuxt|astro|parcel|tsup|turbo|nx|lerna|rspack|ng|sass|postcss|uic|moc|"
     "protoc|buf|"
     "flex|bison|yacc",
        Takes::Sources, "",
        "-E -S -M -MM -d* -x -dM -dumpspecs -P -fpreprocessed --preprocess /E /P --showConfig --show* "
        "--print* -Xlinker -wrapper -B* -include -imacros -specs* -fsyntax-only-file --decode* --decode_raw "
        "--emit* -H --rebase --outfile=/dev/*",
        "-o -I -L -l -D -U -std -target --target -p --project -MF -MT -isystem -arch -m"},
    {"ld|ar|ranlib|strip|ldconfig|lipo", Takes::Subcommands, "rc rcs cr crs r q s t d", "-T* --script* p @*"},
    {"go", Takes::Subcommands, "build test vet mod get install list version fmt clean generate work",
        "-exec* -toolexec* -x -n -f -overlay* -modfile* -vettool* -e"},
    {"gotestsum|golangci-lint|staticcheck|revive|govulncheck|errcheck", Takes::Sources, "",
        "--post-run-command* --raw-command* --show-stats"},
    {"cargo", Takes::Subcommands,
        "build b test t check c clippy fmt doc bench add remove rm update install uninstall new init clean "
        "tree search publish version nextest fix audit deny outdated llvm-cov fetch generate-lockfile "
        "machete hack udeps make +* run r",
        "--config*", "-Z --manifest-path --target-dir -p --package --target --features -j --bin --example"},
    {"rustup|rustfmt-nightly", Takes::Subcommands,
        "update install toolchain target component default show override self check"},
    {"dotnet", Takes::Subcommands,
        "build test restore publish add remove list new clean pack format sln tool workload nuget --*"},
    {"swift|zig|flutter|dart|mix|rebar3|stack|cabal|dune|opam|elm|gleam|pod|carthage|tuist|fastlane|hatch|"
     "conan|vcpkg|west|platformio|pio|arduino-cli|xcodebuild|msbuild|wasm-pack|trunk|dx|tauri",
        Takes::Subcommands,
        "build test package clean analyze pub deps.get deps.compile compile install update upgrade format "
        "fmt create new init doctor devices get list ls search add remove check lint version "
        "dialyzer credo ecto.* phx.* sync flash ci resolve publish -* test:*",
        "-e --eval* -E --command* -showBuildSettings --dump* --print*", "-scheme -project -workspace"},
    {"alembic", Takes::Subcommands,
        "upgrade downgrade history current heads branches check stamp revision merge", "--sql -v --verbose"},
    {"rails", Takes::Subcommands,
        "routes db:* test server s generate g destroy d new stats assets:* tmp:* log:clear zeitwerk:check "
        "-v"},
    {"supabase migration", Takes::Subcommands, "list new up down repair"},
    {"uvicorn|hypercorn|daphne|gunicorn|celery", Takes::Anything, "",
        "--print-config --config* -c --log-config*"},
    {"createdb|dropdb|pg_isready|createuser|dropuser", Takes::Anything, "", "-e --echo -P --pwprompt"},
    {"create-next-app|create-vite|create-react-app|create-expo-app|create-remix|degit|venv|virtualenv|"
     "ensurepip",
        Takes::Anything},
    {"hyperfine", Takes::Anything, "", "--show-output --output* --export*"},
    {"nmap", Takes::Anything, "", "-iL* --script* --excludefile*"},
    {"nginx", Takes::Subcommands, "-t -v -V -s"},
    {"apachectl|apache2ctl", Takes::Subcommands, "configtest start stop restart graceful status -v -t"},
    {"certbot", Takes::Subcommands, "certificates renew"},
    {"ldd|size", Takes::Anything, "", "@*"},
    {"readelf", Takes::Anything, "", "-p* -x* -R* -w* -a --all --string-dump* --hex-dump* --debug-dump* @*"},
    // Tests and checks
    {"unittest|tox|nox", Takes::Anything, "", "--showconfig config c --show-config"},
    {"pytest|py.test|nosetests|jest|vitest|mocha|ava|tap|jasmine|karma|cypress|playwright|wdio|nyc|c8|"
     "rspec|minitest|cucumber|phpunit|pest|paratest|bats|prove|behave|robot|lit|gtest|busted|k6|coverage|"
     "mypy|pyright|basedpyright|ruff|flake8|pylint|isort|black|bandit|pyflakes|pycodestyle|pydocstyle|eslint|"
     "tslint|stylelint|biome|oxlint|standard|xo|rubocop|standardrb|brakeman|phpstan|psalm|phpcs|shellcheck|"
     "hadolint|yamllint|markdownlint|markdownlint-cli2|ktlint|detekt|swiftlint|clang-tidy|cppcheck|cpplint|"
     "luacheck|checkstyle|spotbugs|credo|actionlint|tflint|commitlint|knip|depcheck|madge|publint|size-limit",
        Takes::Sources, "",
        "--diff -c --code* --fix-dry-run* --print-config --show-source --show-config --env-info --dump* "
        "--trace-config "
        "--config-file=*",
        "-k -m -n -j -t -o --maxfail --tb --timeout --reporter --project --grep --cov --junitxml --shard "
        "--ignore --select --format --output-format --max-warnings --ext -w --workers --config -r"},
    // Package managers
    {"apt|apt-get|apt-cache|aptitude|dnf|yum|zypper|apk|pacman|yay|snap|flatpak|brew|port|choco|winget|scoop|"
     "pkg|"
     "xbps-install|emerge|nix-env|guix",
        Takes::Subcommands,
        "install update upgrade remove purge autoremove search list show policy info clean autoclean check "
        "check-update outdated doctor services tap untap uninstall reinstall link unlink dist-upgrade "
        "full-upgrade add del fix hold upgradable groupinstall repolist history refresh -S* -R* -Q* -U* -F*",
        "-o* -c --config-file* --option* -x --file* --caskroom"},
    {"dpkg|dpkg-query|rpm", Takes::Anything, "",
        "--eval* -E --fsys-tarfile --ctrl-tarfile --scripts --triggers --showformat* -f -W --pipe* --macros* "
        "--rcfile* --root* --load*"},
    {"pip|pip2|pip3|pipx", Takes::Subcommands,
        "install uninstall list show freeze check download wheel index cache inject upgrade ensurepath "
        "upgrade-all run --version",
        "--config* --python*"},
    {"uv|poetry|pipenv|pdm|rye", Takes::Subcommands,
        "sync lock add remove install update self venv init build publish check tree python cache version "
        "list search new show graph uninstall upgrade pin",
        "--config-file*"},
    {"uv pip", Takes::Subcommands, "install uninstall list show freeze check sync compile tree"},
    {"conda|mamba|micromamba", Takes::Subcommands,
        "install create update remove list search clean activate info"},
    {"gem|bundle|bundler|composer|luarocks|cpan|cpanm|rake|hex|spago|shards|cpm|nuget", Takes::Subcommands,
        "install update outdated list add remove require dump-autoload dumpautoload validate check info "
        "search uninstall build push audit clean test spec lint db:* assets:* compile restore why -T init",
        "-e -f --execute* -P"},
    {"npm|pnpm|yarn|bun|cnpm|deno|corepack", Takes::Subcommands,
        "install i ci add remove rm uninstall update up upgrade test t tst run run-script start build lint "
        "audit outdated ls list dedupe prune init version link unlink pack publish view info search why "
        "explain enable prepare use set login logout whoami ping fund rebuild workspaces create fmt check "
        "cache "
        "dev serve stop restart typecheck type-check",
        "--eval* --script-shell* -c --call* -e -p --print* --node-options*",
        "--prefix -C --dir --cwd --filter -w --workspace"},
    {"nvm|fnm|volta|n|asdf|rbenv|pyenv|sdk|mise|rtx|rustup-init", Takes::Subcommands,
        "install use ls list list-all ls-remote current global local default version versions which "
        "uninstall "
        "update upgrade plugin plugins reshim run r fmt trust doctor prune tasks"},
    // Containers and clusters
    {"docker|podman|nerdctl", Takes::Subcommands,
        "ps images build buildx pull push run exec stop start restart rm rmi kill tag version info system "
        "stats top port wait create compose network volume image container login logout pause unpause "
        "rename machine context debug diff search",
        "-f- --password* --format*", "--context -H --host --config -c"},
    {"docker compose|podman compose|docker-compose|podman-compose", Takes::Subcommands,
        "up down ps build pull push start stop restart rm kill run exec create ls images top version pause "
        "unpause port wait",
        "", "-f --file -p --project-name --profile --env-file --project-directory --context"},
    {"docker network|docker volume|docker image|docker container|docker system|docker context|docker buildx|"
     "podman network|podman volume|podman image|podman container|podman system|podman machine",
        Takes::Subcommands,
        "ls list create rm remove prune build pull push tag stop start restart kill df info use bake stats "
        "rmi connect disconnect exec run wait"},
    {"kubectl|oc|k", Takes::Subcommands,
        "get apply delete rollout scale version cluster-info top create wait api-resources api-versions "
        "explain expose label taint cordon uncordon drain exec run debug auth",
        "-o* --output* --template* --raw* --dry-run* -v* --v=* --edit --save-config --watch-only",
        "-n --namespace --context --cluster -l --selector"},
    {"kubectl config|oc config|k config", Takes::Subcommands,
        "get-contexts current-context use-context use get-clusters get-users set-context rename-context "
        "unset"},
    {"kubectl describe|oc describe|k describe", Takes::Subcommands,
        "no node nodes node/* svc service services svc/* service/* ing ingress ingress/* ns namespace "
        "namespaces pv "
        "pvc persistentvolume* sc storageclass* hpa horizontalpodautoscaler* pdb networkpolicy "
        "networkpolicies ep "
        "endpoints quota resourcequota limitrange",
        "", "-n --namespace --context --cluster -l --selector"},
    {"helm", Takes::Subcommands,
        "install upgrade list ls repo search uninstall lint dependency version history "
        "rollback package push pull create dep",
        "--debug --dry-run*"},
    {"terraform|tofu|terragrunt", Takes::Subcommands,
        "init validate fmt version workspace providers get force-unlock plan apply destroy refresh import "
        "graph "
        "taint untaint test",
        "-diff --diff -json*"},
    {"terraform state|tofu state|terragrunt state", Takes::Subcommands, "list mv rm replace-provider"},
    // Clouds, as far as they only list
    {"aws s3", Takes::Subcommands, "ls cp mv sync rm mb rb", "-"},
    {"aws sts", Takes::Subcommands, "get-caller-identity"},
    {"aws ec2", Takes::Subcommands,
        "describe-instances describe-instance-status describe-vpcs describe-subnets describe-security-groups "
        "describe-volumes describe-images describe-regions describe-availability-zones describe-key-pairs "
        "describe-snapshots describe-addresses start-instances stop-instances reboot-instances "
        "terminate-instances"},
    {"aws iam", Takes::Subcommands, "list-users list-roles list-groups list-policies list-attached-*"},
    {"aws rds", Takes::Subcommands, "describe-db-instances describe-db-clusters describe-db-snapshots"},
    {"aws ecr", Takes::Subcommands, "describe-repositories describe-images list-images create-repository"},
    {"aws eks", Takes::Subcommands, "list-clusters describe-cluster list-nodegroups update-kubeconfig"},
    {"aws ecs", Takes::Subcommands, "list-clusters list-services list-tasks describe-clusters"},
    {"aws cloudformation", Takes::Subcommands,
        "deploy list-stacks describe-stack-events validate-template delete-stack wait"},
    {"aws configure", Takes::Subcommands, "list-profiles"},
    {"aws logs", Takes::Subcommands, "describe-log-groups describe-log-streams"},
    {"aws", Takes::Subcommands, "--version help"},
    {"gcloud", Takes::Subcommands, "version info init", "--log-http --format=*"},
    {"gcloud auth", Takes::Subcommands, "list login revoke"},
    {"gcloud projects|gcloud components|gcloud regions|gcloud zones", Takes::Subcommands,
        "list install update"},
    {"gcloud config", Takes::Subcommands, "set unset configurations"},
    {"gcloud compute|gcloud container|gcloud sql|gcloud artifacts", Takes::Subcommands, ""},
    {"argocd", Takes::Subcommands, "version"},
    {"supabase", Takes::Subcommands, "start stop link init"},
    {"gcloud run", Takes::Subcommands, "deploy"},
    {"gcloud run services|gcloud run jobs|gcloud run revisions|gcloud compute instances|gcloud compute disks|"
     "gcloud compute networks|gcloud compute addresses|gcloud compute zones|gcloud compute regions|"
     "gcloud container clusters|gcloud functions|gcloud builds|gcloud sql instances|gcloud artifacts "
     "repositories",
        Takes::Subcommands, "list create delete start stop reset get-credentials submit deploy"},
    {"az", Takes::Subcommands, "login logout version --version"},
    {"az group|az vm|az aks|az acr|az webapp|az functionapp|az network|az sql", Takes::Subcommands,
        "list set create delete start stop restart deallocate exists wait"},
    {"az account", Takes::Subcommands, "list show set list-locations"},
    {"argocd app", Takes::Subcommands, "list get sync wait history rollback delete"},
    {"flux", Takes::Subcommands, "get reconcile suspend resume check version"},
    {"istioctl", Takes::Subcommands, "analyze version proxy-status verify-install"},
    {"minikube|kind|k3d|colima|lima", Takes::Subcommands, "start stop status delete list create version get"},
    {"pm2", Takes::Subcommands, "list ls status start stop restart delete reload save"},
});

} // namespace mimir
