// Takes out what must never be sent from this device, at any level: keys, tokens, passwords, private keys,
// environment variables. Each one found is replaced by a placeholder that names its kind: [withheld password]. Where
// the kind is made by machines, and a key is known that no server has, it also has a short keyed digest, so that the
// same secret reads the same on all devices of one user, and differently for different users:
// [withheld github-token 1a2b3c4d]. A digest of what people make up, or with a key that the server has, would confirm
// the right one of a list of guesses.
//
// A secret is found by its form (secretrules.txt), by the name or the command next to it, as a whole environment or
// private key, or because it was found before. What an agent wrote about passwords stays readable.
#pragma once

#include "privacy/knownsecrets.h"

#include <map>
#include <string>
#include <string_view>

namespace mimir {

/// What was removed, by kind: "github-token" -> 2.
using SecretCounts = std::map<std::string, int, std::less<>>;

class SecretScanner {
public:
    /// Increased with each change of what is found: what was sent before then reads differently.
    static constexpr int kVersion = 8;
    /// The kind for environment variables.
    static constexpr std::string_view kEnvironment = "environment";

    /// `key` is used for the digests; any bytes that no server has. Empty = no placeholder has one.
    explicit SecretScanner(std::string_view key, const SecretRules &rules = SecretRules::builtIn())
        : m_key(key), m_rules(rules)
    {
    }
    SecretScanner(const SecretScanner &) = delete;
    SecretScanner &operator=(const SecretScanner &) = delete;

    /// Removes the secrets from UTF-8 text in place. Idempotent. True = something was found.
    bool redact(std::string &text, SecretCounts &found) const;
    /// The same with what is known already, to which it adds what it finds. Where the budget is used up, the text was
    /// not looked through and must not be sent.
    bool redact(std::string &text, SecretCounts &found, WorkBudget &budget, KnownSecrets &known) const;
    /// Removes only what is known already.
    bool redactKnown(
        std::string &text, SecretCounts &found, WorkBudget &budget, const KnownSecrets &known) const;
    /// The same for the whole value of a member whose name says that it is secret ("api_key", "password").
    bool redactNamed(std::string_view name, std::string &value, SecretCounts &found) const;
    /// The same for each NAME=value line of the output of `env`.
    bool redactEnvironment(std::string &text, SecretCounts &found) const;
    /// Removes the whole value as a secret of this kind.
    void take(std::string_view kind, std::string &value, SecretCounts &found) const;

private:
    bool replace(std::string &text, const SecretFinds &finds, SecretCounts &found) const;
    std::string placeholder(std::string_view kind, std::string_view secret) const;

    std::string m_key;
    const SecretRules &m_rules;
};

} // namespace mimir
