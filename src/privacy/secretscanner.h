// Finds what must never leave this device, at any level: keys, tokens, passwords, private keys, environment
// variables. Each find is replaced by a placeholder that names its kind and carries a short keyed digest, so
// that one secret reads the same on all devices of one person, and differs between people (docs/protocol.md,
// "Auth").
//
// A pattern is either specific (a prefix that providers give their keys) or needs a name beside it that says
// "secret" and a value that looks like one: what an agent wrote about passwords stays readable.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// What was taken out, by kind: "github-token" -> 2.
using SecretCounts = std::map<std::string, int, std::less<>>;

class SecretScanner {
public:
    /// Raised with each change of what is found: what was sent before reads otherwise then.
    static constexpr int kVersion = 1;
    /// The kind of what an environment holds.
    static constexpr std::string_view kEnvironment = "environment";

    /// `key` makes the digests; any bytes, never empty.
    explicit SecretScanner(std::string_view key);
    SecretScanner(const SecretScanner &) = delete;
    SecretScanner &operator=(const SecretScanner &) = delete;

    /// Takes the secrets out of UTF-8 text in place. Idempotent. True = something was found.
    bool redact(std::string &text, SecretCounts &found) const;
    /// The same for the whole value of a member whose name says what it is ("api_key", "password").
    bool redactNamed(std::string_view name, std::string &value, SecretCounts &found) const;
    /// Each NAME=value line of what `env` prints.
    bool redactEnvironment(std::string &text, SecretCounts &found) const;
    /// Takes the whole value out as a secret of this kind.
    void take(std::string_view kind, std::string &value, SecretCounts &found) const;

    /// Is this a name that says its value is a secret?
    static bool isSecretName(std::string_view name);

private:
    std::string placeholder(std::string_view kind, std::string_view secret) const;

    struct Find;
    struct Patterns;
    /// What was taken out before is no find.
    static void dropPlaceholders(const std::string &text, std::vector<Find> &finds);
    static const Patterns &patterns();
    std::string m_key;
};

} // namespace mimir
