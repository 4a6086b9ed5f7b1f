#include "privacy/calls/secretcalls.h"

#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "core/text.h"
#include "privacy/calls/membernames.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 32> kPrograms {"aws", "gcloud", "az", "kubectl", "oc", "docker",
    "podman", "helm", "terraform", "tofu", "terragrunt", "pulumi", "vault", "bao", "heroku", "railway",
    "vercel", "netlify", "fly", "flyctl", "doppler", "infisical", "supabase", "wrangler", "firebase",
    "convex", "gh", "glab", "npm", "systemctl", "ansible", "buildkite"};

bool shows(const CallName &name)
{
    return name.hasAny({"get", "list", "show", "print", "read", "dump", "lookup", "fetch", "reveal", "find",
        "search", "view", "retrieve", "copy", "totp", "otp", "export", "describe"});
}

bool makes(const CallName &name)
{
    return name.hasAny({"create", "generate", "rotate", "issue", "regenerate", "reset", "request"});
}

bool inspectsContainers(const CallName &name)
{
    return name.hasAny({"inspect"})
        && (name.hasAny({"container", "containers", "docker", "podman", "service", "image"})
            || name.isOfAny({"docker", "podman", "container", "containers", "portainer"}));
}

// What such a service calls variables and settings is the environment of what it runs.
bool isOfHost(const CallName &name)
{
    return name.isOfAny({"railway", "heroku", "vercel", "netlify", "render", "fly", "flyio", "github",
               "gitlab", "bitbucket", "circleci", "buildkite", "azure", "digitalocean", "dokku", "coolify",
               "cloudflare", "convex", "terraform", "hcp", "kubernetes", "k8s", "portainer", "koyeb",
               "northflank", "appwrite", "amplify", "elasticbeanstalk", "lambda"})
        || name.hasAny({"app", "deployment", "service", "lambda", "function", "pipeline", "ci", "heroku",
            "railway", "vercel", "netlify", "process", "shell"});
}

// Keys that open something, as opposed to those of a map or a keyboard.
bool saysKey(const CallName &name)
{
    const bool isKey = name.hasAny({"key", "keys"})
        && name.hasAny({"api", "anon", "access", "service", "private", "signing", "publishable", "ssh",
            "role", "encryption", "account", "deploy", "master", "recovery"});
    const bool isToken = name.hasAny({"token", "tokens"})
        && name.hasAny({"access", "auth", "api", "refresh", "bearer", "id", "session", "personal", "deploy",
            "service", "registration"});
    return isKey || isToken || name.hasAny({"apikey", "apikeys", "accesstoken"})
        || (name.hasAny({"connection"}) && name.hasAny({"string", "strings", "url", "uri"}));
}

bool isOfPlainWord(char c)
{
    return isLetterOrDigit(c) || c == '-' || c == '_' || c == ' ' || c == '/' || c == ':';
}

// {"resourceType": "secret"}, {"args": "get secret"}; what is looked for and written is no part of the line.
void addChoices(const CallArguments &arguments, std::vector<std::string> &words)
{
    constexpr std::size_t most = 32, longest = 256;
    const auto members = json::objectIn(arguments.json);
    if (!members)
        return;
    for (const json::Member &member : members->members()) {
        const std::string called = plainName(member.key);
        const auto text = json::unquoted(member.json);
        const bool isLine = namesCommand(called) || called == "args" || called == "subcommand";
        if (text && text->size() < longest && words.size() < most && !namesPattern(called)
            && (isLine || (!namesContent(called) && text->find(' ') == std::string::npos)))
            words.push_back(*text);
    }
}

} // namespace

bool asksForEnvironment(const CallName &name)
{
    constexpr std::array<std::string_view, 10> alone {"env", "environ", "environment", "getenv", "printenv",
        "getenviron", "listenv", "showenv", "envvars", "environmentvariables"};
    const bool isNamed = name.hasAny({"env", "environ", "environment", "envs", "envvars"})
        && name.hasAny(
            {"get", "list", "show", "print", "read", "dump", "variables", "vars", "export", "fetch"});
    const bool isHosted = name.hasAny({"variables", "vars", "config", "configuration", "settings", "secrets"})
        && shows(name) && isOfHost(name);
    return isOneOf(name.plain(), alone) || isNamed || isHosted || inspectsContainers(name);
}

bool asksForSecrets(const CallName &name)
{
    const bool isCookies = name.hasAny({"cookie", "cookies"})
        && !name.hasAny({"set", "clear", "accept", "reject", "delete", "remove", "add", "dismiss"});
    const bool isStore = name.hasAny({"secret", "secrets", "credential", "credentials", "password",
                             "passwords", "vault", "keychain", "keyring", "1password", "bitwarden"})
        || name.isOfAny({"secret", "secrets", "secretsmanager", "credentials", "passwords", "vault",
            "keyvault", "keychain", "keyring", "keepass", "keepassxc", "1password", "onepassword",
            "bitwarden", "lastpass", "dashlane", "passbolt", "infisical", "doppler"});
    return isCookies || (saysKey(name) && (shows(name) || makes(name)))
        || (isStore && !name.isOfAny({"obsidian", "notes"}) && shows(name));
}

std::string lineOfTool(const CallName &name, const CallArguments &arguments)
{
    std::vector<std::string> words = name.serverWords();
    words.insert(words.end(), name.words().begin(), name.words().end());
    const auto program
        = std::ranges::find_if(words, [](const std::string &word) { return isOneOf(word, kPrograms); });
    if (program == words.end())
        return {};
    words.erase(words.begin(), program);
    for (const std::vector<std::string> &given : arguments.commands)
        words.insert(words.end(), given.begin(), given.end());
    addChoices(arguments, words);
    std::string line;
    for (const std::string &word : words)
        line += std::ranges::all_of(word, isOfPlainWord) ? word + ' ' : std::string();
    return line;
}

} // namespace mimir
