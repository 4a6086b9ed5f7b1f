// What a secret looks like, and what only stands for one: variables, placeholders, words of a program.
#pragma once

#include <cstdint>
#include <string_view>

namespace mimir {

enum class SecretLook : std::uint8_t {
    Any,      ///< the form alone is sufficient
    Varied,   ///< not the same few characters over and over, as in an example
    Random,   ///< letters and digits in no order that a person would write
    Password, ///< what a person would make up: letters with digits or signs
    Spoken, ///< a password in a sentence: with a digit, and nothing that is told of passwords, like "bcrypt2"
    Word,   ///< anything but what stands for a secret
};

bool looks(SecretLook look, std::string_view value);

/// $TOKEN, ${…}, <your key>, {{ … }}, *** and what was already replaced.
bool isStandIn(std::string_view value);
/// A call, a member, an index: `getToken(user)`, `config.apiKey`, `keys[0]`.
bool isExpression(std::string_view value);
/// A word of a schema, a form or a program in the place of a value: `string`, `required`, `null`.
bool isPlainWord(std::string_view value);
/// What sentences tell of a password: `SHA-256`, `8-character`, `UTF-8`, `user@example.org`, `/etc/passwd`.
bool isTechnicalTerm(std::string_view value);

} // namespace mimir
