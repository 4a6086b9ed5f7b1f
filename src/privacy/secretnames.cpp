#include "privacy/secretnames.h"

#include "core/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace mimir {
namespace {

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

// "dbAPIKey2_old" is db, api, key, 2, old. Without an allocation: most names are not those of a secret.
class Words {
public:
    explicit Words(std::string_view name)
    {
        char last = '\0';
        for (std::size_t i = 0; i < std::min(name.size(), m_letters.size()); last = name[i++]) {
            const char c = name[i];
            m_letters[i] = isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
            if (!isLetterOrDigit(c))
                continue;
            const bool acronymEnds
                = isUpper(c) && isUpper(last) && i + 1 < name.size() && isLower(name[i + 1]);
            if (!isLetterOrDigit(last) || (isUpper(c) && isLower(last)) || isDigit(c) != isDigit(last)
                || acronymEnds)
                begin(i);
            m_ends[m_count - 1] = i + 1;
        }
    }

    std::size_t count() const { return m_count; }
    void pop() { --m_count; }
    /// The one at this place from the end; empty = there is none.
    std::string_view last(std::size_t back = 0) const
    {
        if (back >= m_count)
            return {};
        const std::size_t at = m_count - 1 - back;
        return {m_letters.data() + m_begins[at], m_ends[at] - m_begins[at]};
    }

private:
    // Of very many words only the last ones count.
    void begin(std::size_t at)
    {
        if (m_count == m_begins.size()) {
            std::ranges::move(m_begins.begin() + 1, m_begins.end(), m_begins.begin());
            std::ranges::move(m_ends.begin() + 1, m_ends.end(), m_ends.begin());
            --m_count;
        }
        m_begins[m_count++] = at;
    }

    std::array<char, 96> m_letters {};
    std::array<std::size_t, 8> m_begins {}, m_ends {};
    std::size_t m_count = 0;
};

// What says which secret it is, not that it is not one.
bool isQualifier(std::string_view word)
{
    constexpr std::array<std::string_view, 26> words {"value", "val", "b", "base", "hex", "raw", "text",
        "plain", "plaintext", "string", "str", "old", "new", "current", "prod", "production", "dev",
        "staging", "live", "hash", "encrypted", "primary", "secondary", "global", "root", "data"};
    return isDigit(word.front()) || isOneOf(word, words);
}

bool endsWithOne(std::string_view word, std::initializer_list<std::string_view> ends)
{
    return std::ranges::any_of(ends, [word](std::string_view end) { return word.ends_with(end); });
}

bool makesSecretKey(std::string_view before)
{
    constexpr std::array<std::string_view, 34> words {"setup", "functions", "function", "api", "access",
        "secret", "private", "auth", "account", "encryption", "signing", "master", "license", "service",
        "shared", "storage", "admin", "app", "application", "client", "consumer", "subscription", "security",
        "session", "crypto", "aes", "hmac", "jwt", "webhook", "deploy", "ssh", "fernet", "cookie",
        "integration"};
    return isOneOf(before, words);
}

bool makesPlainKey(std::string_view before)
{
    constexpr std::array<std::string_view, 14> words {"public", "pub", "primary", "foreign", "cache", "sort",
        "object", "partition", "idempotency", "translation", "routing", "hash", "index", "map"};
    return isOneOf(before, words);
}

NameMeans meaningOfWords(std::string_view word, std::string_view before)
{
    using enum NameMeans;
    if (endsWithOne(word,
            {"password", "passwd", "passphrase", "passwort", "passwrod", "pasword", "kennwort", "passcode",
                "motdepasse", "contrasena", "contrasenya", "wachtwoord", "losenord", "adgangskode", "kodeord",
                "salasana", "passord", "jelszo", "lozinka", "senha", "haslo", "heslo", "sifre"})
        || (word.size() < 10 && word.ends_with("pwd")))
        return Password;
    if (endsWithOne(word,
            {"secret", "apikey", "accesskey", "secretkey", "privatekey", "authkey", "signingkey",
                "encryptionkey", "masterkey", "accountkey", "token"})
        || (word == "key" && makesSecretKey(before)) || word == "credential" || word == "credentials"
        || word == "bearer" || word == "jwt")
        return Secret;
    constexpr std::array<std::string_view, 18> pass {"pass", "pw", "pswd", "psk", "psw", "paswd", "storepass",
        "keypass", "sshpass", "dbpass", "userpass", "rootpass", "adminpass", "requirepass", "mypass",
        "smtppass", "ftppass", "rpcpass"};
    if (isOneOf(word, pass))
        return Pass;
    constexpr std::array<std::string_view, 12> perhaps {"key", "auth", "authorization", "pin", "otp", "sid",
        "sessionid", "cred", "tokens", "secrets", "dsn", "passwords"};
    return isOneOf(word, perhaps) && !makesPlainKey(before) ? Perhaps : Nothing;
}

} // namespace

NameMeans meaningOf(std::string_view name)
{
    Words words(name);
    while (words.count() > 1 && isQualifier(words.last()))
        words.pop();
    if (words.count() == 0)
        return NameMeans::Nothing;
    if (words.last() == "id" && words.last(1) == "key" && words.last(2) == "private")
        return NameMeans::Secret; // of a service account of Google
    return meaningOfWords(words.last(), words.last(1));
}

bool isUnmistakable(std::string_view name)
{
    std::string plain;
    for (const char c : asciiLowered(name))
        if (isLetterOrDigit(c))
            plain += c;
    return endsWithOne(plain,
        {"apikey", "apisecret", "apitoken", "clientsecret", "secretkey", "accesskey", "accesstoken",
            "authtoken", "refreshtoken", "functionskey", "privatekey", "accountkey", "signingsecret",
            "webhooksecret", "consumersecret"});
}

bool speaksOfSecrets(std::string_view text)
{
    const std::string lowered = asciiLowered(text);
    constexpr std::array<std::string_view, 12> words {"passw", "passphrase", "secret", "token", "apikey",
        "api_key", "api-key", "api key", "credential", "kennwort", "_pass", "keyring"};
    return std::ranges::any_of(
        words, [&lowered](std::string_view word) { return lowered.find(word) != std::string::npos; });
}

} // namespace mimir
