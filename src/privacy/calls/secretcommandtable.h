// Commands that print environments or secrets, one a row, rows separated by ";": a program, then words or options that
// follow it in this order, with others between them; "a|b" = one of them, "*" = anything within a word, "?" = one
// character. All in lower case. programs.cpp matches them, at every level of privacy.
#pragma once

#include <string_view>

namespace mimir {

inline constexpr std::string_view kEnvironmentCommandTable = R"(
make|gmake -p*|-np*|-rp*|-kp*|-qp*|--print-data-base; strace|ltrace -v|-fv|-vf|--no-abbrev; cmake -e environment;
ansible localhost -m; ansible setup|debug; ansible-inventory --list|--host; at -c; aws amplify get-*;
aws apprunner describe-service; aws batch describe-job*; aws cloudformation describe-stack*;
aws codebuild batch-get-projects; aws configure list; aws ec2 describe-instance-attribute;
aws ecs describe-task*; aws ecs execute-command *env*; reg query *environment*; wmic environment; launchctl print*; aws elasticbeanstalk describe-configuration*; aws glue get-job*;
aws lambda get-function*; aws lambda list-functions; aws ssm get-parameter*; az container show;
az containerapp show|env|secret; az functionapp|webapp show;
az webapp|functionapp config appsettings|connection-string*; buildah inspect; buildkite-agent env; asdf|mise|rtx|pyenv|rbenv|sdk env|hook-env; devbox|devenv|flox|pixi shellenv|shell-hook|print-dev-env|activate;
nix print-dev-env; java -xshowsettings*; mvn|mvnw|mvnw.cmd help:system|help:effective-settings|*:help:*|help:evaluate;
gradle|gradlew|gradlew.bat *properties; sbt *sysprops*|*system*prop*|*envvars*; ant -diagnostics;
bundle config; busybox env|printenv; cf env|e; chalice gen*; circleci env*; compgen -v|-e|-A;
composer config; conda config --show*; conda env config*;
symfony console debug:*; consul kv get|export; convex env; crictl inspect;
crictl inspectp; crontab -l; ctr containers|c info; direnv export|show_dump|dump;
django-admin diffsettings; docker compose config|convert; docker container|image|service|config inspect;
docker history; docker inspect; docker stack config; docker-compose config|convert; doctl apps spec|get;
doppler run env|printenv; dotenv list|get; dotenvx get|decrypt|ext; eas env*; eb printenv; envsubst;
etcdctl get; expo env*; facter; firebase functions:config:*; firebase functions:config:get;
flask shell|config; flatpak info --show-*; fly|flyctl config env; fly|flyctl config show;
fly|flyctl secrets; gcloud app describe; gcloud builds describe; gcloud compute instances describe;
gcloud config list|get*; gcloud functions describe; gcloud run *services|jobs|revisions describe;
get-childitem|gci|ls|dir|get-item|gi|gc|get-content|cat|type env:*; get-variable; gh variable list|get;
glab variable list|get|export; helm get values|all|manifest|hooks|notes; helm status --show-*;
helm template; helmfile template|write-values; heroku config*; heroku run printenv|env;
jcmd vm.system_properties|vm.command_line; jinfo; jps -v; kubectl kustomize; kubectl|oc|k config view;
kubectl|oc|k describe pod*|deploy*|po|job*|cronjob*|sts|statefulset*|daemonset*|ds|cm|configmap*|secret*;
kubectl|oc|k get *configmap*|cm|configmaps -o*|--output*;
kubectl|oc|k get pod*|po|deploy*|job*|cronjob*|sts|statefulset*|daemonset*|ds|all --output*;
kubectl|oc|k get pod*|po|deploy*|job*|cronjob*|sts|statefulset*|daemonset*|ds|all -o*;
kubectl|oc|k set env --list; kustomize build; launchctl export|getenv; manage.py diffsettings;
nerdctl inspect; netlify env*; nomad alloc status; nomad job inspect; npm config list|ls|get; npm run env;
nx show; php --info; php -i; php artisan config:show|env|about|tinker; php artisan env:*;
php bin/console debug:*; phpinfo; pip|pip3 config list|get|debug; pm2 env|describe|show|prettylist|jlist;
pnpm config list|get; podman container inspect; podman inspect; poetry config --list; printenv;
pulumi config|stack|env; pulumi preview|up|update --diff|--json|-j; puppet config print; rails runner env*; railway variables|variable|vars;
rake -p; render env*; salt pillar*|grains*; salt-call pillar*|environ*; sam local;
serverless|sls print|info; skopeo inspect; snapctl get; supabase secrets|status; symfony var:export;
systemctl cat; systemctl show --property*; systemctl show; systemctl show environment*;
systemctl show-environment; terraform|tofu|terragrunt output|show|console;
terraform|tofu|terragrunt state pull|show; tmux show-environment|showenv; travis env; turbo run --dry*;
vercel env; wrangler secret|deployments|tail; yarn config list|get
)";

inline constexpr std::string_view kSecretCommandTable = R"(
1pass; age-keygen; age|rage -d|--decrypt; akeyless get-*|describe-*;
ansible-vault view|decrypt|edit|encrypt_string; argocd account|admin initial-password;
atuin history|search; aws codeartifact get-authorization-token;
aws cognito-idp initiate-auth|admin-initiate-auth; aws configure get|export-credentials;
aws ec2 create-key-pair; aws ec2 get-password-data; aws ecr get-login*|get-authorization-token;
aws eks get-token; aws iam create-access-key|create-login-profile|create-service-specific*;
aws kms decrypt|generate-data-key*|generate-random; aws lightsail get-relational-database-master*;
aws rds generate-db-auth-token; aws redshift get-cluster-credentials;
aws secretsmanager get-secret*|batch-get-*|get-random*; aws sso get-role-credentials;
aws sts assume-role*|get-session-token|get-federation*; aws-iam-authenticator token;
aws-vault export|exec --json; az * credential* list|show|renew; az * key list|show|renew; az * keys list;
az * list-keys; az account get-access-token; az acr login|token; az ad app credential;
az ad sp create-for-rbac|credential; az aks get-credentials -f|--file;
az cosmosdb keys|list-keys|list-connection-strings; az iot hub connection-string;
az keyvault secret|key|certificate; az redis list-keys; az servicebus|eventhubs *keys*;
az sql db show-connection-string; az storage * generate-sas;
az storage account show-connection-string|keys|generate-sas; az webapp deployment list-publishing-*;
bao read|kv|token|print|write; berglas access|exec; berks *; blackbox_cat; borg key;
boundary credential*|connect|authenticate; bw get|list|export|unlock|login|generate|receive; bws secret*;
cargo login; ccloud api-key; certbot show_account; cf oauth-token|service-key;
chamber read|export|env|list|find; chpasswd; cloudflared tunnel token|create; cmdkey; codecov *token*;
confidant *; confluent api-key; conjur variable; consul acl|keygen; cosign generate-key-pair|load;
credstash get|getall|list; crossplane *connection*; dashlane|dcli password|note|secret|read|inject;
django-admin *secret*; docker login --password*; docker secret inspect; dotnet user-secrets list;
buildkite-agent secret; 1password; boundary; docker-credential-* get|list;
doctl auth token|list; doctl databases connection|user|get; doctl kubernetes cluster kubeconfig;
doctl registry login|docker-config; doppler secrets|configs|me|run; doskey /history;
dotenv-vault decrypt|keys|open; dpapi*; envchain; envkey-source; etcdctl user|auth; eyaml decrypt|edit; fc;
fc -l|-e|-s; firebase login:ci|auth:export; flux create secret; fly|flyctl auth token|tokens;
fly|flyctl tokens|ssh issue|wireguard create; gcloud auth print-*|application-default;
gcloud config config-helper; gcloud iam service-accounts keys create; gcloud kms decrypt; gcloud secrets;
gcloud secrets versions access; gitleaks|trufflehog|ggshield|noseyparker|kingfisher; gcloud sql generate-login-token; get-history; getent shadow|gshadow;
gh auth status -t|--show-token; gh auth token|git-credential; gh codespace *token*; gh config get|list;
git config *token*|*password*|*secret*|*extraheader*|credential*; git config -l|--list|list;
git credential* fill|get; git credential-* get; git secret cat|reveal|show; git var -l;
git-credential-* get; git-crypt export-key; glab auth status -t|--show-token; glab config get;
glab token create|rotate; gnome-keyring-daemon; gopass;
gpg|gpg2 -d|--decrypt|--export-secret*|--gen-random|-ad; gsutil signurl; hcloud context active --*;
helm registry login; helm secrets;
heroku auth:token|authorizations*|pg:credentials*|redis:credentials|config*; hf auth token; history;
htpasswd -*n*; htpasswd -n*; hub api --*token*; huggingface-cli whoami --*;
ibmcloud iam oauth-tokens|api-key*; ibmcloud resource service-key*; infisical secrets|export|get|run;
jenkins-cli *; jf c|config|atc|access-token-create; jfrog config|c;
keepassxc-cli show|export|clip|generate|search|attachment-export; keyctl print|read|pipe; keyring get;
keytool -exportcert|-importkeystore|-genseckey; knife data bag show; knife vault show; kopia repository *;
kpcli; kubeadm token; kubectl|oc|k config view --raw; kubectl|oc|k create token;
kubectl|oc|k describe *secret*; kubectl|oc|k get *secret*; kubectl|oc|k get --raw;
kubectl|oc|k view-secret*; kubeseal --recovery*; kwallet-query; linode-cli profile token*;
lpass show|export|generate; mc alias|config; mcp-secret*; mimikatz*; mimir auth token*; mix phx.gen.secret;
mkpasswd; mongo *system.users*; mongodbcli|atlas dbusers|config|accesslogs;
mysql -e *password*|*authentication_string*|*user*; mysql_config_editor print;
neonctl|neon connection-string|cs|projects; netlify api *token*; netsh wlan *key=clear*;
netsh wlan show profile*; ngrok config check|add*; nmcli -s|--show-secrets;
nmcli connection show --show-secrets; nmcli d|de|dev|devi|devic wifi show-password; nmcli device wifi show-password; nomad acl; nomad var get|operator;
nordpass; npm config get *auth*|*token*|*password*; npm token; oc extract; oc whoami -t|--show-token;
oci iam auth-token|session; op *; op read|item|get|signin|inject|document|run;
openssl rsa|pkey|ec|dsa|genrsa|genpkey|rand|pkcs12|pkcs8|enc|ecparam|genrsa; pass;
pass show|otp|generate|grep|ls; pass-otp; passage; passwd -s*; phase secrets;
php artisan key:generate --show; php artisan tinker; pinentry*;
planetscale|pscale password|auth|service-token; poetry config *token*|*basic*;
psql *pg_shadow*|*pg_authid*; psql -c *pg_shadow*|*pg_authid*|*password*|*secret*|*token*;
pulumi * --show-secrets; pulumi config get|stack output|env open; pwgen|apg|xkcdpass|diceware;
rabbitmqctl list_users|export_definitions;
rails|bin/rails|rake credentials:show|credentials:edit|secrets:show|secret|encrypted:show;
railway connect|whoami --*token*; rbw get|code|list; rclone config; rclone obscure|reveal; redis-cli acl;
redis-cli config get|acl; restic key|cat; s3cmd --dump-config; saml2aws script;
scw iam api-key|config dump|get; secret-tool lookup|search; secrethub read|inject|run; secretsdump*;
security find-*|dump-keychain|export; sentry-cli info; snyk config|auth; sonar-scanner -x;
sops -d|--decrypt|decrypt|exec-env|exec-file|edit; ssh-add -K; ssh-keygen -y|-p|-e; steghide *;
step ca token|certificate; step crypto keypair|jwk; stripe config|login; stripe listen --print-secret; summon;
supabase gen signing-key|bearer-jwt; supabase projects api-keys; systemd-creds cat|decrypt;
tailscale *key*|cert; tailscale debug; tctl tokens|auth|users; teleport tokens;
teller env|show|yaml|sh|run|export; terraform|tofu login; terraform|tofu output|show|console; terraform|tofu state pull|push|show;
totp|oathtool|authy|gauth|2fa|otp-cli|ykman; transcrypt --display|-d; tsh status|kube|aws|db; turso auth;
turso db tokens|auth token; twilio profiles:list|api:*keys*; twine *password*; unicreds get|getall|exec;
unshadow; vault kv get|metadata; vault login; vault operator init|generate-root|rekey; vault print token;
vault read; vault token lookup|create; vault unwrap; vault write; vaultcmd; vercel tokens|secrets;
wandb login; wg show|showconf|genkey|genpsk; wp config get|list; docker swarm join-token|unlock-key|ca; wpa_cli; wpa_passphrase; wrangler whoami --*;
yarn npm whoami --*token*; ykman oath|piv|otp
)";

} // namespace mimir
