// Names whose value is a secret: DB_PASSWORD, apiKey, X-Auth-Token, spring.datasource.password.
#pragma once

#include <cstdint>
#include <string_view>

namespace mimir {

enum class NameMeans : std::uint8_t {
    Nothing,
    Perhaps,  ///< "key", "auth": of a secret only where the value looks like one in itself
    Pass,     ///< "pass", "pw": a password, if the value looks like one that a person made up
    Secret,   ///< a token, a key: made by a machine
    Password, ///< made up by a person, of any form
};

NameMeans meaningOf(std::string_view name);
/// A name that only a secret has: "apiKey", "client_secret"; even a word next to it is one.
bool isUnmistakable(std::string_view name);
/// Whether text speaks of a secret instead of being one: "your password", "the token".
bool speaksOfSecrets(std::string_view text);

} // namespace mimir
