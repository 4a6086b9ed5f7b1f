// Files that are known to contain secrets, as patterns of the end of a path in lower case, separated by blanks: "*" is
// anything within a name, "?" one character; a pattern that ends in "/" is everything below a folder, one that begins
// with "/" is an absolute path. A line with "#" is a heading. secretfiles.cpp matches them, tst_secretfiles has what they
// must and must not match.
#pragma once

#include <string_view>

namespace mimir {

inline constexpr std::string_view kSecretFileTable = R"(
# Environments
.env .env.* .env-* .env_* *.env *.env.local .env.d/ .envrc .envrc.* env.sh env.bash env.ps1 env.bat
env.json environment.sh .flaskenv .renviron .dev.vars dotenv env.production env.development env.local
env.staging /etc/environment /etc/default/locale.env *.envvars environment.d/ .pam_environment
.mise.local.toml mise.local.toml .zshenv .zprofile .profile .bash_profile cypress.env.json
# Keys and certificates with keys
*.pem *.key *.p12 *.p8 *.pfx *.pkcs12 *.jks *.jceks *.keystore *.bks *.kdb *.kdbx *.ppk *.asc *.pgp
*.agekey *.jwk *.jwks *.keytab *.gpgkey *.pvk *.snk *.ovpn *.tblk id_rsa* id_dsa* id_ecdsa* id_ed25519*
id_xmss* *_rsa *_dsa *_ecdsa *_ed25519 *.rsa *deploy_key* *deploy-key* *private_key* *private-key*
*privatekey* *privkey* *priv_key* ssh_host_*_key *_signing_key *.signingkey .ssh/ etc/ssl/private/ .gnupg/
secring.* *secret_key* *secret-key* secretkey* age/keys.txt age-key.txt sops/age/ *encryption_key*
*.minisign minisign.key cosign.key *.nsec
# Passwords and tokens in general
secret secrets .secret .secrets .secrets/ *.secret *.secrets secret.yaml secret.yml secret.json
secret.toml secret.ini secret.txt secret.properties secret.xml secret.conf secrets.yaml secrets.yml
secrets.json secrets.toml secrets.ini secrets.txt secrets.properties secrets.xml secrets.conf secrets.cfg
secrets.sh secrets.py secrets.rb secrets.exs secrets.php secrets.enc.yaml secrets.tf secrets.auto.tfvars
secrets/*.yaml secrets/*.yml secrets/*.json secrets/*.txt secrets/*.toml secrets/*.enc *secret*.yaml
*secret*.yml *secret*.json *secret*.toml *secret*.ini *secret*.txt *secret*.properties /run/secrets/
/var/run/secrets/ /run/credentials/ /etc/credstore/ /etc/credstore.encrypted/ /var/lib/secrets/
/etc/secrets/ /mnt/secrets/ /vault/secrets/ credential credentials credentials.* .credentials
.credentials.* *credentials*.json *credentials*.yml *credentials*.yaml *credentials*.toml
*credentials*.csv *credentials*.txt *credentials*.ini *credentials*.xml *.credentials accesskeys.csv
*accesskeys*.csv rootkey.csv creds creds.* *_creds.* *-creds.* cred.json password passwords password.*
passwords.* *password*.txt *passwords*.csv *passwords*.xlsx .password .passwd passwd.txt passwd.db token
passw*rter.* passwoerter.* *passwort*.txt *passwort*.md kennw*rter.* zugangsdaten.* zugangsdaten.md passwords.md
.token .tokens *.token *-token *_token token.json tokens.json token.txt tokens.txt token.pickle
*_token.json *_tokens.json *_token.txt *-token.json *-token.txt access_token* accesstokens.json
refresh_token* *token_cache* *tokencache* auth.json auth.toml auth.yml auth.yaml oauth_creds.json
oauth*.json keys.json api_key* api-key* apikey* *_api_key* *.apikey *api_keys* authinfo .authinfo
.authinfo.gpg .netrc _netrc netrc .netrc.gpg
# Systems
/etc/shadow /etc/shadow- /etc/gshadow /etc/gshadow- /etc/sudoers /etc/sudoers.d/ /etc/master.passwd
/etc/security/opasswd /etc/krb5.keytab /etc/wireguard/ /etc/openvpn/ /etc/ppp/ /etc/ipsec.secrets
ipsec.secrets chap-secrets pap-secrets wg*.conf wpa_supplicant*.conf *.nmconnection system-connections/
hostapd.conf krb5cc_* .krb5/ .x11vnc/ .vnc/passwd vncpasswd .xauthority .smbcredentials* *.smbcredentials
smbpasswd secrets.tdb cifs-credentials .davfs2/secrets davfs2/secrets ntds.dit unattend.xml
autounattend.xml sysprep.inf sysprep.xml *.pcf *.rdg etc/exim4/passwd.client sasl_passwd dovecot.passwd
/etc/msmtprc /etc/letsencrypt/accounts/ /proc/*/environ /proc/*/task/*/environ /etc/kubernetes/
tailscaled.state zerotier-one/identity.secret
# Histories of shells and clients
*_history *_hist .history .zhistory .zsh_history* .bash_history* fish_history .histfile
consolehost_history.txt .viminfo .lesshst .atuin/ atuin/history.db nu/history.txt *.history .dbshell
.mongorc.js wget-hsts
# Databases
.pgpass pgpass.conf pgpass .pg_service.conf .my.cnf .mylogin.cnf my.cnf.d/ /etc/mysql/debian.cnf
debian.cnf userlist.txt database.yml database.yaml database.php mongodb.conf .mongosh/ .sqlpluslogin
tnsnames.secret .cqlshrc .snowsql/config snowflake/connections.toml .snowflake/ .databrickscfg .odbc.ini redis.conf
mongod.keyfile mongo*.keyfile .erlang.cookie credentials-config.json
datasources.local.xml redis.acl users.acl
# Package managers and build tools
.npmrc npmrc .bunfig.toml bunfig.toml .yarnrc .yarnrc.yml .pnpmrc .pypirc pip.conf pip.ini .condarc poetry/auth.toml
.gem/credentials .bundle/config .cargo/credentials .cargo/credentials.toml .m2/settings.xml
settings-security.xml .gradle/gradle.properties keystore.properties key.properties signing.properties
signing.gradle local.properties nuget.config .hex/ .composer/auth.json .bowerrc .ivy2/.credentials
.sbt/.credentials sonatype.sbt .dart_tool/pub-credentials.json pub-credentials.json .conan/.conan.db
artifactory.config .jfrog/ .bintray/ .luarocks/upload_config.lua hackage.token
# Version control and forges
.git-credentials git-credentials git/credentials .git/credentials gh/hosts.yml gh/hosts.yaml .config/hub
glab-cli/config.yml tea/config.yml .hub .hgrc.secret .svn/auth/ .subversion/auth/ .gitlab-token
.github-token .bitbucket gitlab-secrets.json gitlab.rb *.2fa .sentryclirc .circleci/cli.yml
.travis/config.yml .buildkite/ .jenkins/ initialadminpassword hudson.util.secret jenkins/credentials.xml
codecov.token configstore/
# Web applications
.htpasswd htpasswd .htdigest wp-config.php wp-config*.php configuration.php localsettings.php
settings.local.php settings.secret.php parameters.yml parameters.yaml parameters.*.json hibernate.cfg.xml tomcat-users.xml local_settings.py settings_local.py
secret_settings.py prod.secret.exs *.secret.exs appsettings.json appsettings.*.json local.settings.json
launchsettings.json web.config web.*.config app.config connectionstrings*.config usersecrets/
application-prod*.yml application-prod*.properties application-secret* config/master.key
credentials.yml.enc secret_token.rb jupyter_cookie_secret jupyter_server_config.json
jupyter_notebook_config.json sftp.json sftp-config.json .remote-sync.json .ftpconfig .ftppass
deployment-config.json sitemanager.xml recentservers.xml *.remmina remmina/ filezilla.xml winscp.ini .lftp/ .ncftp/ env.js
env-config.js runtime.env.js
# Clouds
.aws/ aws/credentials .azure/ .config/gcloud/ gcloud/credentials.db gcloud/access_tokens.db
gcloud/legacy_credentials/ application_default_credentials.json .gsutil/ .boto boto.cfg .s3cfg .s3curl
.passwd-s3fs passwd-s3fs .oci/ .oraclecloud/ .bluemix/ .aliyun/ .tccli/ .hcloud/ hcloud/cli.toml
doctl/config.yaml scw/config.yaml .linode-cli linode-cli ovh.conf .ovh.conf .fly/config.yml
.railway/config.json .netlify/config.json com.vercel.cli/ .vercel/.env* .wrangler/ .heroku/
.cf/config.json .edgerc .akamai-cli/ rclone.conf .mc/config.json .minio/ *.publishsettings azureauth.json
azureprofile.json msal_token_cache* *service-account*.json *service_account*.json *serviceaccount*.json
gcp-*.json gcp_*.json gcloud-*.json *-key.json *_key.json key.json keyfile.json google-services.json
googleservice-info.plist *firebase-adminsdk* *firebase*adminsdk*.json client_secret* clouds.yaml
clouds.yml secure.yaml *openrc* keystonerc* .openstack/ .ngrok2/ ngrok.yml .cloudflared/
cloudflared/*.json .cloudflare/ .op/ op/config .config/op/ .bw/ bitwarden*cli/ .lpass/ .doppler/
.infisical/ .chamber/ .saml2aws .okta/ .okta_aws_login_config
# Containers and infrastructure
.docker/config.json docker/config.json .dockercfg .dockerconfigjson containers/auth.json .docker/contexts/
docker-compose.override.y*ml compose.override.y*ml .kube/ kubeconfig kubeconfig.* *.kubeconfig
*kubeconfig*.y*ml kube_config* k3s.yaml rke2.yaml admin.conf kubelet.conf super-admin.conf
controller-manager.conf scheduler.conf bootstrap-kubelet.conf .talos/config talosconfig
serviceaccount/token *.rkestate .helm/ helm/registry/config.json helm/repositories.yaml *.tfvars
*.tfvars.json *.tfstate *.tfstate.* terraform.tfstate.d/ .terraformrc terraform.rc credentials.tfrc.json
.terraform.d/ .pulumi/credentials.json vault.yml vault.yaml vault.json *vault*.yml *vault*.yaml
.vault-token vault-token .vault_pass* vault_pass* *vault-pass* *vault_password* vault-init* unseal*key*
.chef/ knife.rb encrypted_data_bag_secret .nomad-token .consul-token machine/machines/*/config.json
.vagrant.d/insecure_private_key kickstart.cfg
# Agents and their tools
.codex/auth.json .claude/.credentials.json .claude.json claude_desktop_config.json .gemini/
google_accounts.json github-copilot/ .copilot/config.json opencode/auth.json .continue/config.*
.aider.conf.yml .mcp.json mcp.json mcp_settings.json cline_mcp_settings.json mcp-config.json
mcp_config.json .mimir/auth.json .mimir/tokens.json .openai/ .anthropic/ llm/keys.json .huggingface/token
huggingface/token huggingface/stored_tokens kaggle.json wandb/settings .streamlit/secrets.toml
.cursor/auth* .factory/auth* goose/secrets.yaml .amp/secrets.json amp/secrets.json .windsurf/ .replicate/
.modal.toml .fal/ .lightning/credentials.json .comet.config .neptune/
# Browsers, mail, wallets, password managers
storagestate.json storage-state.json playwright/.auth/ cookies cookies.* *cookies*.txt *cookiejar* cookie.txt *.cookies cookie-jar* login?data logins.json
logins.csv key3.db key4.db signons.sqlite signedinuser.json local?state wallet.dat *.wallet utc--* solana/id.json .near-credentials/ .electrum/ bitwarden*.json
*mnemonic*.txt *mnemonic*.json seed.txt *seed-phrase* *seedphrase* *.keychain *.keychain-db *.keyring
keyrings/ kwalletd/ *.kwl .password-store/ *.agilekeychain *.1pif *.1pux *.opvault bitwarden_export*
lastpass*.csv keepass*.xml *.psafe3 *recovery-codes* *recovery_codes* *backup-codes* *backup_codes*
*recovery-key* .google_authenticator .msmtprc msmtp/config .fetchmailrc .mbsyncrc .offlineimaprc .getmail/
.muttrc .mutt/ .fdm.conf .mailrc .irssi/config .weechat/ .finch/ .purple/accounts.xml
)";

} // namespace mimir
