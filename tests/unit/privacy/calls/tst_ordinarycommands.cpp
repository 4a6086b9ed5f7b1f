// What developers run all day, and whose results show no file, no environment and no secret, stays readable; and what
// looks as ordinary and is withheld all the same, by its reason.
#include "privacy/calls/shelleffect.h"

#include <QTest>

using namespace mimir;

namespace {

std::string shown(std::string_view line)
{
    const ShellEffect effect = effectOfLine(std::string(line), "/work/shop");
    return std::string(effect.files ? "f" : "") + (effect.secrets ? "s" : "")
        + (effect.environment ? "e" : "");
}

} // namespace

class TstOrdinaryCommands : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void areReadable_data();
    void areReadable();
    void areWithheldByDesign_data();
    void areWithheldByDesign();
};

void TstOrdinaryCommands::areReadable_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : {"git status", "git log --oneline", "git log --stat -3", "git diff --stat",
             "git diff --name-only HEAD~1", "git branch -vv", "git remote -v", "git stash list", "git tag -l",
             "git shortlog -sn", "git rev-parse HEAD", "git show --stat HEAD", "git worktree list",
             "git submodule status", "git fetch --all --prune", "git ls-files", "gh pr list", "gh pr view 12",
             "gh pr checks", "gh run list", "gh run view 123", "gh run watch", "gh issue view 3",
             "gh release list", "gh auth status", "glab mr list", "npm test", "npm run lint", "npm ls",
             "npm outdated", "npm audit", "npm ci", "npm view react version", "npx tsc --noEmit",
             "npx eslint .", "npx jest --coverage", "npx playwright test", "npx create-next-app web",
             "npx prisma migrate dev", "npx vite build", "pnpm -r build", "yarn why react", "node --version",
             "node dist/index.js", "deno test", "bun test", "python -m pytest -q", "python manage.py migrate",
             "python manage.py showmigrations", "python manage.py runserver", "python -m venv .venv",
             "pip list", "pip install -r requirements.txt", "uv sync", "poetry run pytest",
             "alembic upgrade head", "alembic history", "alembic current", "flask db upgrade",
             "uvicorn app:app --reload", "celery -A app worker", "mypy src", "ruff check .", "tox -e py311",
             "pre-commit run --all-files", "cargo build --release", "cargo test", "cargo clippy",
             "cargo tree", "rustup show", "go build ./...", "go test ./... -run TestX", "go list -m all",
             "make test", "ctest --output-on-failure", "mvn dependency:tree", "./gradlew build",
             "dotnet test", "bundle exec rspec", "rails db:migrate", "rails routes", "php artisan migrate",
             "php artisan route:list", "composer install", "mix test", "flutter doctor", "swift build",
             "terraform init", "terraform validate", "terraform plan", "terraform plan -out=tf.plan",
             "terraform plan -var-file=prod.tfvars", "terraform apply -auto-approve",
             "terraform destroy -target=aws_instance.web", "terraform state list", "terraform graph",
             "tofu plan", "kubectl get pods -A", "kubectl get pods -o wide", "kubectl get nodes",
             "kubectl get pods -owide", "kubectl get deploy --output=name",
             "kubectl rollout status deploy/web", "kubectl top pods", "kubectl describe node n1",
             "kubectl describe svc web", "kubectl apply -f k8s/", "kubectl config get-contexts",
             "kubectl config current-context", "kubectl config use-context staging", "kubectl get cm",
             "helm list -A", "helm upgrade --install web ./chart", "helm history web", "docker ps -a",
             "docker images", "docker build -t web .", "docker stats --no-stream", "docker diff web",
             "docker search redis", "docker compose ps", "aws s3 ls", "aws s3 ls s3://bucket/path/",
             "aws s3 cp a.txt s3://bucket/", "aws s3 sync dist/ s3://bucket/", "aws sts get-caller-identity",
             "aws ec2 describe-instances", "aws iam list-users", "aws rds describe-db-instances",
             "aws ecr describe-repositories", "aws eks update-kubeconfig --name shop",
             "aws cloudformation deploy --template-file t.yaml --stack-name web", "gcloud projects list",
             "gcloud compute instances list", "gcloud auth list", "gcloud run services list",
             "gcloud run deploy web --source .", "gcloud config set project shop", "az group list",
             "az account show", "az vm list -o table", "pulumi up", "pulumi preview", "argocd app list",
             "argocd app sync web", "flux get kustomizations", "istioctl analyze", "supabase migration list",
             "fly status", "heroku ps", "vercel deploy", "systemctl status nginx", "nginx -t",
             "apachectl configtest", "certbot certificates", "createdb shop", "pg_isready",
             "hyperfine './a.out'", "nmap -p 443 example.org", "ldd a.out", "size a.out", "readelf -h a.out",
             "./scripts/deploy.sh staging", "ps aux", "df -h", "du -sh *", "uptime", "uname -a", "ls -la",
             "tree -L 2", "wc -l *.py", "ip a", "ss -tlnp", "ping -c 3 example.org",
             "curl -I https://example.org", "dig example.org", "npm test 2>&1 | tail -20",
             "docker ps | grep web"})
        QTest::newRow(line) << QByteArray(line);
}

void TstOrdinaryCommands::areReadable()
{
    QFETCH(QByteArray, line);
    QCOMPARE(shown(line.toStdString()), std::string());
}

void TstOrdinaryCommands::areWithheldByDesign_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("reason");
    const auto rows = [](const char *reason, std::initializer_list<const char *> lines) {
        for (const char *line : lines)
            QTest::newRow(line) << QByteArray(line) << QByteArray(reason);
    };
    rows("logs quote anything",
        {"kubectl logs deploy/web --tail=50", "docker logs web --tail 100", "docker compose logs web",
            "aws logs tail /aws/lambda/web", "journalctl -u nginx -n 50", "tail -f /var/log/syslog",
            "pm2 logs", "adb logcat", "dmesg | tail", "docker compose up", "gcloud logging read x",
            "heroku logs --tail", "fly logs", "gh run view 123 --log-failed"});
    rows("contents of files",
        {"cat /etc/os-release", "git blame -s a.c", "git range-diff main...topic", "gh repo view",
            "kubectl diff -f k8s/", "cdk diff", "cdk synth", "objdump -d a.out", "nm a.out", "nginx -T",
            "aws s3 cp s3://b/a.txt -", "terraform plan -json", "readelf -p .rodata a.out"});
    rows("what a database or a service holds",
        {"psql -c 'select count(*) from users'", "mysql -e 'show tables'", "sqlite3 a.db .schema",
            "mongosh --eval 'db.stats()'", "gh api repos/acme/shop/pulls",
            "aws dynamodb scan --table-name a"});
    rows("what a playbook, a chart or a debugger says",
        {"ansible-playbook site.yml --check", "helm status web", "gdb -batch -ex bt ./a.out core"});
    rows("environments",
        {"go env GOPATH", "crontab -l", "kubectl get cm -o yaml", "kubectl get pods -o yaml",
            "kubectl get pods -o json", "kubectl describe pod web", "pulumi config", "pulumi preview --diff",
            "terraform output", "env | grep PATH", "aws lambda list-functions"});
    rows("secrets",
        {"terraform show", "terraform state show aws_db_instance.a", "gitleaks detect", "trufflehog git .",
            "kubectl get secrets", "cat prod.tfvars"});
}

void TstOrdinaryCommands::areWithheldByDesign()
{
    QFETCH(QByteArray, line);
    QVERIFY(!shown(line.toStdString()).empty());
}

QTEST_GUILESS_MAIN(TstOrdinaryCommands)
#include "tst_ordinarycommands.moc"
