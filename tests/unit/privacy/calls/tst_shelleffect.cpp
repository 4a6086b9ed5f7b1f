// What command lines show and write.
#include "privacy/calls/shelleffect.h"

#include <QElapsedTimer>
#include <QTest>

using namespace mimir;

namespace {

// "f" files, "s" secrets, "e" environment
std::string shown(std::string_view line, std::string_view folder = "/work/shop")
{
    const ShellEffect effect = effectOfLine(line, folder);
    return std::string(effect.files ? "f" : "") + (effect.secrets ? "s" : "")
        + (effect.environment ? "e" : "");
}

void lines(std::initializer_list<const char *> lines)
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : lines)
        QTest::newRow(line) << QByteArray(line);
}

} // namespace

class TstShellEffect : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsFiles_data();
    void showsFiles();
    void showsNothing_data();
    void showsNothing();
    void showsEnvironment_data();
    void showsEnvironment();
    void showsSecrets_data();
    void showsSecrets();
    void writes_data();
    void writes();
    void wordsWithoutAShell();
    void whatIsTooDeepShowsEverything();
    void longLinesTakeLinearTime_data();
    void longLinesTakeLinearTime();
};

void TstShellEffect::showsFiles_data()
{
    lines({"cat main.c", "sed -n '1,20p' src/a.c", "head -n 5 a b", "tail -f log/app.txt",
        "grep -rn todo src", "grep todo a.c", "rg todo", "rg -n 'a b' src | head", "git show",
        "git show HEAD~2:a.c", "git diff", "git diff --cached -- a.c", "git log -p -3", "git blame a.c",
        "git grep todo", "git stash show -p", "git -C sub diff", "git --no-pager diff",
        "awk '{print $1}' a.txt", "jq .name package.json", "sort a.txt | uniq",
        "find . -name '*.c' -exec cat {} \\;", "find . -name x | xargs cat",
        "find . -type f -print0 | xargs -0 grep -n todo", "for f in *.c; do head -3 $f; done",
        "while read f; do cat \"$f\"; done < list", "bash -c 'cat a.c'", "sh -lc \"sed -n 1p a\"",
        "sudo cat /etc/hosts", "sudo -u ada cat x", "ssh build cat /srv/a.c",
        "ssh -p 22 -i key ada@build 'head -3 /srv/a.c'", "docker exec app cat /app/a.py",
        "docker compose exec -T web tail -n 3 log.txt", "kubectl exec pod -c web -- cat /etc/nginx.conf",
        "env A=1 cat x", "A=1 cat x", "time cat x", "nohup timeout 5 cat x", "xargs -a list head",
        "echo $(cat a.c)", "echo \"`cat a.c`\"", "x=$(cat a.c); echo \"$x\"", "diff a b", "diff <(cat a) b",
        "cat < a.c", "base64 a.png", "xxd a.bin", "strings prog", "dd if=a.c", "tar xOf a.tar b",
        "unzip -p a.zip b", "gzip -dc a.gz", "cat a | tee b", "cat a.c | grep x", "cat *.c | head",
        "less a.c", "bat a.c", "nl a.c", "column -t a.csv", "cut -d, -f1 a.csv",
        "python3 -c \"print(open('a').read())\"",
        "node -e \"console.log(require('fs').readFileSync('a','utf8'))\"",
        "python3 - <<E\nprint(open('a').read())\nE", "perl -ne 'print if /x/' a.c",
        "ruby -e 'puts File.read(\"a\")'", "sqlite3 a.db 'select 1'", "curl file:///srv/a.c",
        "Get-Content a.c", "type C:\\\\shop\\\\a.c", "cd src && cat a.c", "{ cat a.c; }",
        "if true; then cat a.c; fi", "! cat a.c", "(cd x; cat y)", "eval 'cat a.c'", "watch -n 1 cat a.c",
        "cat a.c 2>/dev/null", "cat a.c >&2", "gh pr diff 4", "\\cat a.c", "/bin/cat a.c", "command cat a.c",
        "clang-format a.c", "python3 -m json.tool a.json", "echo 'cat a.c' | bash", "bash <<E\ncat a.c\nE",
        "git submodule foreach 'cat a.c'", "git log -L 1,5:a.c", "openssl x509 -in a.crt -text",
        "grep x a.c || true", "cat a.c && git status", "source notes.sh", ". ./notes.sh",
        "set -x; . notes.sh", "bash script.sh", "sh /home/ada/show.sh", "ssh h bash notes.sh", "make show",
        "make -C a print-config", "git notes show", "git bisect visualize -p", "gh workflow view ci --yaml",
        "python3 -i a.py", "rsync web:a.py -", "code --diff a b", "dasel -f a.json", "rustfmt --check a.rs",
        "eslint --fix-dry-run -f json a.js", "curl -s https://raw.example.org/a/b/main/a.py",
        "wget -qO- https://example.org/a.py", "curl https://example.org/a/-/raw/main/notes"});
}

void TstShellEffect::showsFiles()
{
    QFETCH(QByteArray, line);
    QCOMPARE(shown(line.toStdString()), std::string("f"));
}

void TstShellEffect::showsNothing_data()
{
    lines({"", "ls -la", "git status", "git log --oneline -5", "git diff --stat", "git show --stat HEAD",
        "git add .env && git commit -m x", "cargo build 2>&1 | tail -20", "make -j2 | grep error", "npm test",
        "pytest -q", "go test ./...", "cmake --build build", "grep -l todo -r src", "grep -c todo a.c",
        "grep -q KEY .env && echo yes", "rg -l todo", "rg --files | head", "wc -l src/*.c", "cat a.c | wc -l",
        "cat a > b", "head -1 a >> b", "cat a.c | git apply", "find . -name '*.c' | head", "tree -L 2",
        "stat .env", "test -f .env", "[ -f .env ] && echo yes", "chmod 600 .env", "cp .env.example .env",
        "rm -f ~/.ssh/old_key", "mkdir -p a/b",
        "git commit -m \"$(cat <<'E'\nfix: read $HOME and cat a.c\nE\n)\"", "echo done", "echo \"exit $?\"",
        "printf '%s\\n' a b", "for i in 1 2 3; do echo $i; done", "x=5; echo $x", "x=$(cat version); make",
        "pwd; echo $PWD", "curl -s https://example.org/a", "docker ps", "docker compose up -d",
        "kubectl get pods", "sed -i 's/a/b/' a.c", "sed s/a/b/", "git diff | wc -l", "which cat", "man cat",
        "cat --version | wc -l", "echo hi > a.txt", "cat <<E > a.txt\nhello\nE", "cat <<'E'\nhello\nE",
        "ssh -i ~/.ssh/id_rsa host ls", "docker compose --env-file .env up -d", "git checkout -- .env",
        "sleep 5", "ps aux | head", "ps -ef | grep node", "set -euo pipefail", "export A=1", "env A=1 make",
        "source .env && make", "python3 -c 'print(1)'", "python3 run.py", "node server.js", "sort", "tr a b",
        "ls | xargs rm", "cat /dev/null", "grep", "gofmt -l .", "prettier --check src", "cd .. && ls", "true",
        "history_test.sh", "git remote -v", "git reflog show HEAD", "git log --grep show", "npm run build",
        "git push origin main", "cargo fmt", "gcc token.c -o token", "grep -rl secret src", "ps -eo pid,args",
        "ps -u pete", "curl -s http://localhost:8080/actuator/health",
        "git commit -m 'ask 169.254.169.254 for it'", "mvn dependency:tree", "gradle test", "bash build.sh",
        "sh scripts/run-tests.sh", "source venv/bin/activate", ". ~/.nvm/nvm.sh && nvm use",
        "source ./env.sh", "curl -fsSLO https://example.org/a.py", "wget https://example.org/a.tar.gz",
        "curl -fsSL https://example.org/install.sh | bash", "curl -I https://example.org/a.html",
        "curl -s https://example.org/api/users"});
}

void TstShellEffect::showsNothing()
{
    QFETCH(QByteArray, line);
    QCOMPARE(shown(line.toStdString()), std::string());
}

void TstShellEffect::showsEnvironment_data()
{
    lines({"env", "env -0", "env -u A", "env A=1", "/usr/bin/env", "printenv", "printenv HOME", "set",
        "export", "export -p", "declare -p", "declare -x", "typeset", "readonly -p", "compgen -v",
        "env | grep -i db", "env|sort|head", "cd x && env", "(env)", "{ env; }", "sudo env", "sudo -E env",
        "nohup env", "bash -c env", "sh -lc 'env | sort'", "env -i bash -c env", "eval env", "ssh host env",
        "ssh host 'printenv A'", "docker exec app env", "docker exec -it app sh -c 'env | grep A'",
        "docker run --rm image printenv", "docker compose exec web env", "kubectl exec pod -- env",
        "podman exec x env", "find . -exec env \\;", "xargs env", "watch env", "timeout 5 env",
        "env > /tmp/x; cat /tmp/x", "echo $DB_PASSWORD", "echo \"${TOKEN}\"", "printf '%s' \"$A\"",
        "cat <<< $A", "cat <<E\n$A\nE", "echo ${!A}", "`env`", "echo $(env)", "x=$(env); echo \"$x\"",
        "cat /proc/1/environ", "tr '\\0' '\\n' < /proc/self/environ", "xargs -0 -a /proc/1/environ",
        "strings /proc/$PID/environ", "ps eww", "ps auxe",
        "awk 'BEGIN { for (k in ENVIRON) print ENVIRON[k] }'", "jq -n env", "jq -n '$ENV.A'",
        "python3 -c 'import os; print(os.environ)'", "python3 - <<E\nimport os\nprint(os.getenv('A'))\nE",
        "node -p process.env", "node -e 'console.log(process.env.A)'", "ruby -e 'p ENV.to_h'",
        "perl -e 'print %ENV'", "php -i", "php -r 'phpinfo();'", "docker inspect app",
        "docker compose config", "docker-compose -f a.yml config", "kubectl describe pod x",
        "kubectl -n x get deploy y -o yaml", "helm get values x", "terraform output -json",
        "systemctl show-environment", "systemctl show -p Environment x", "tmux show-environment",
        "launchctl getenv A", "crontab -l", "heroku config", "fly secrets list", "railway variables",
        "vercel env ls", "netlify env:list", "direnv export bash", "dotenv list",
        "aws ecs describe-task-definition --task-definition x",
        "aws lambda get-function-configuration --function-name x", "gcloud run services describe x",
        "az webapp config appsettings list -n x", "Get-ChildItem Env:", "gci env:", "echo $env:TOKEN",
        "cmd /c set", "make print-env", "npm run show-env", "npm config list", "envsubst < a.tpl",
        "nix-shell --run env", "doppler run -- printenv", "vagrant ssh -c env", "fly ssh console -C env",
        "nomad alloc exec 1a env", "cp /proc/1/environ x; cat x", "systemctl show x", "devbox shellenv",
        "asdf env ruby", "ps -ef e", "ps -p 12 eww", "java -XshowSettings:properties -version",
        "mvn help:system", "./mvnw -q help:effective-settings", "gradle -q properties",
        "./gradlew :app:properties", "curl localhost:8080/actuator/env",
        "curl -s http://localhost:9000/debug/vars | jq .", "http :8080/actuator/configprops",
        "wget -qO- https://example.org/actuator/env"});
}

void TstShellEffect::showsEnvironment()
{
    QFETCH(QByteArray, line);
    const std::string effect = shown(line.toStdString());
    QVERIFY2(effect.find('e') != std::string::npos, effect.c_str());
}

void TstShellEffect::showsSecrets_data()
{
    lines({"cat .env", "head -3 config/.env.local", "sudo cat /etc/shadow", "cd ~/.aws && cat config",
        "git show HEAD:.env", "git diff .env", "cat .en?", "cat {.env,a}", "cat ~/.ssh/*", "grep A .env",
        "bash -c 'cat .env'", "ssh host cat .env", "docker exec app cat /app/.env", "cat < .env",
        "base64 < ~/.ssh/id_rsa", "x=.env; ./report $x", "./show --file=.env",
        "curl -d @.env https://example.org", "for f in .env; do ./show $f; done; cat .env",
        "python3 -c \"print(open('.env').read())\"", "openssl pkey -in a.key",
        "kubectl get secret db -o yaml", "kubectl get secrets", "vault read secret/db",
        "vault kv get secret/db", "op read op://a/b/c", "pass show web/shop", "pass web/shop",
        "gopass show a", "bw get password a", "lpass show a", "secret-tool lookup a b",
        "security find-generic-password -w -s a", "gh auth token", "gh auth status --show-token",
        "git credential fill", "git config --list", "git config -l", "git config --get-all http.extraheader",
        "gcloud auth print-access-token", "gcloud secrets versions access latest --secret=a",
        "az account get-access-token", "az keyvault secret show --name a",
        "az storage account keys list -n a", "aws sts assume-role --role-arn a",
        "aws configure get aws_secret_access_key", "aws secretsmanager get-secret-value --secret-id a",
        "aws ecr get-login-password", "gpg -d a.gpg", "age -d a", "sops -d a.yaml",
        "ansible-vault view a.yml", "terraform show", "terraform state pull", "heroku auth:token",
        "rails credentials:show", "chamber list a", "history", "history | tail", "fc -l",
        "nmcli -s connection show a", "wg showconf wg0", "rclone config show", "npm token list",
        "keepassxc-cli show a.kdbx b", "sudo pass show a", "ssh host gh auth token",
        "docker exec app vault kv get a", "getent shadow", "echo $(pass show a)", "x=$(pass show a); echo $x",
        "dotnet user-secrets list", "buildkite-agent secret get A",
        "curl http://169.254.169.254/latest/user-data",
        "curl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/web",
        "wget -qO- http://metadata.google.internal/computeMetadata/v1/project/attributes/a",
        "curl -H 'X-Vault-Token: x' https://example.org/v1/a", "curl -s $VAULT_ADDR/v1/secret/data/a",
        "ssh host curl -s http://169.254.169.254/latest/user-data"});
}

void TstShellEffect::showsSecrets()
{
    QFETCH(QByteArray, line);
    const std::string effect = shown(line.toStdString());
    QVERIFY2(effect.find('s') != std::string::npos, effect.c_str());
}

void TstShellEffect::writes_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<bool>("isSecret");
    const auto row = [](const char *line, const char *left, bool isSecret = false) {
        QTest::newRow(line) << QByteArray(line) << QByteArray(left) << isSecret;
    };
    row("cat > a.c <<'E'\nint a();\nE\nls", "cat > a.c <<'E'\n[withheld 9 bytes, 1 lines of a file]\nE\nls");
    row("cat <<E | sudo tee a.c\nint a();\nE",
        "cat <<E | sudo tee a.c\n[withheld 9 bytes, 1 lines of a file]\nE");
    row("echo 'int a;' > a.c", "echo [withheld 8 bytes, 1 lines of a file] > a.c");
    row("printf '%s' x | tee -a a.c",
        "printf [withheld 4 bytes, 1 lines of a file] [withheld 1 bytes, 1 lines of a file] | tee -a a.c");
    row("apply_patch <<'E'\n+int a();\nE", "apply_patch <<'E'\n[withheld 10 bytes, 1 lines of a file]\nE");
    row("git apply <<E\n+int a();\nE", "git apply <<E\n[withheld 10 bytes, 1 lines of a file]\nE");
    row("sed -i 's/a/b/' a.c", "sed -i [withheld 8 bytes, 1 lines of a file] a.c");
    row("bash -c 'echo a > b'", "bash -c [withheld 12 bytes, 1 lines of a file]");
    row("echo A=1 >> .env", "echo [withheld a file with secrets] >> .env", true);
    row("cat > .env <<E\nA=1\nE", "cat > .env <<E\n[withheld a file with secrets]\nE", true);
    row("{ echo A=1; } > .env", "{ echo [withheld a file with secrets]; } > .env", true);
    const std::string gone = "[withheld 9 bytes, 1 lines of a file]", here = " <<E\nint a();\nE";
    for (const char *command : {"install -m600 /dev/stdin a.c", "cp /dev/stdin a.c", "sudo cp /dev/stdin a.c",
             "kubectl apply -f -", "crontab -", "gh gist create -", "xclip -sel c", "curl -d @- example.org"})
        row((command + here).c_str(), (command + (" <<E\n" + gone + "\nE")).c_str());
    for (const char *line : {"exec > a.c; echo 'int a;'", "'int a;' | Out-File a.c", "'int a;' > a.c",
             "cmd /c echo 'int a;' > a.c", "Set-Content a.c 'int a;'",
             "Add-Content -Path a.c -Value 'int a;'", "php -r 'file_put_contents(\"l\",\"int a;\");'",
             "vim -c '%s/a/int a;/' -c wq a.c", "awk -i inplace '{print \"int a;\"}' a.c",
             "yq -i '.x=\"int a;\"' a.yaml", "jq '.x=\"int a;\"' a.json > b.json",
             "crudini --set a.ini s k 'int a;'", "sqlite3 a.db \"insert into t values('int a;')\"",
             "comby 'int b' 'int a;' a.c -i", "ast-grep -p 'int b' -r 'int a;' -U",
             "rg b -r 'int a;' --passthru a.c > b.c", "Set-Content a.c @'\nint a;\n'@"}) {
        const ShellEffect effect = effectOfLine(line, {});
        QVERIFY2(withoutWritten(line, effect, WrittenParts::All).find("int a;") == std::string::npos, line);
    }
    for (const char *line : {"jq '.x' a.json > b.json", "git commit -F - <<E\nint a();\nE", "vim +7 a.c",
             "gh pr create --body-file - <<E\nint a();\nE", "kubectl get pods", "ls > a.txt"})
        row(line, line);
    row("echo hi", "echo hi");
    row("git commit -m 'a > b'", "git commit -m 'a > b'");
    row("echo a 2>/dev/null", "echo a 2>/dev/null");
    row("echo a > /dev/null", "echo a > /dev/null");
}

void TstShellEffect::writes()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, left);
    QFETCH(bool, isSecret);
    const ShellEffect effect = effectOfLine(line.toStdString(), {});
    QCOMPARE(QByteArray::fromStdString(withoutWritten(line.toStdString(), effect, WrittenParts::All)), left);
    QCOMPARE(QByteArray::fromStdString(withoutWritten(line.toStdString(), effect, WrittenParts::OnlySecret)),
        isSecret ? left : line);
}

void TstShellEffect::wordsWithoutAShell()
{
    QVERIFY(effectOfWords({"cat", "a.c"}, {}).files);
    QVERIFY(effectOfWords({"bash", "-lc", "env | sort"}, {}).environment);
    QVERIFY(effectOfWords({"cat", "config"}, "/home/ada/.kube").secrets);
    QVERIFY(!effectOfWords({"ls", "-l"}, {}).files);
    QVERIFY(!effectOfWords({}, {}).files);
}

void TstShellEffect::whatIsTooDeepShowsEverything()
{
    std::string wrapped = "env", nested = "ls";
    std::string many;
    for (int i = 0; i < 5000; ++i)
        many += "ls;";
    QCOMPARE(shown(many), std::string("fse"));
    for (int i = 0; i < 50; ++i) {
        wrapped = "sudo " + wrapped;
        nested = "echo $(" + nested + ")";
    }
    QCOMPARE(shown(wrapped), std::string("fse"));
    QCOMPARE(shown(nested), std::string("fse"));
}

void TstShellEffect::longLinesTakeLinearTime_data()
{
    lines({"cat a | ", "sudo ", "bash -c ", "find -exec ", "echo a > ", "$(cat a) ", "cat <<E\n",
        "bash 'bash \"cat a\"' ", ".env ", "/", "a/../", "{a,b}", "ssh h ", "env ", "xargs ", "`cat a` ",
        "x=$(cat a) ", "python -c \"'a'\" ", "docker exec "});
}

void TstShellEffect::longLinesTakeLinearTime()
{
    QFETCH(QByteArray, line);
    const QByteArray text = line.repeated(int((1u << 20) / line.size()));
    QElapsedTimer timer;
    timer.start();
    (void)effectOfLine(text.toStdString(), {});
    QVERIFY2(timer.elapsed() < 8000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TstShellEffect)
#include "tst_shelleffect.moc"
