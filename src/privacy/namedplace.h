// A name in a text, and whether what is written next to it is its secret.
#pragma once

#include "privacy/secretnames.h"
#include "privacy/writtenvalue.h"

namespace mimir {

/// What is between a name and its value.
enum class Joint : unsigned char { Assign, Pair, Call, Element, Node, Cell, Break, Blank };

inline constexpr std::size_t kLongestName = 80;

struct NamedPlace {
    std::string_view whole; ///< the text
    std::size_t nameBegin = 0, nameEnd = 0;
    NameMeans means = NameMeans::Nothing;

    /// Whether anything behind this joint could be accepted, if it begins within `reach` of the name.
    bool mayHold(Joint joint, std::size_t reach) const;
    bool accepts(Joint joint, const WrittenValue &value) const;
    bool isElement() const;

private:
    bool isMeant(Joint joint, const WrittenValue &value, std::string_view text) const;
    bool acceptsPassword(Joint joint, const WrittenValue &value, std::string_view text) const;
    bool acceptsPass(Joint joint, const WrittenValue &value, std::string_view text) const;
    static bool isProgramName(Joint joint, std::string_view text);
    static bool isListOfNames(std::string_view text);
    bool acceptsSecret(Joint joint, const WrittenValue &value, std::string_view text) const;
    bool looksLikeToken(Joint joint, const WrittenValue &value, std::string_view text) const;
    bool acceptsWord(const WrittenValue &value, std::string_view text) const;
    static bool isTokenText(std::string_view text);
    static bool isLongAndMixed(std::string_view text);
    static bool hasDigitAndSign(std::string_view text);
    bool isMember() const;
    bool isOption() const;
    bool isDefined() const;
    bool isOnNextLine(const WrittenValue &value, std::string_view text) const;
    bool isAlone(const WrittenValue &value) const;
    std::string_view lineBefore() const;
    bool isVariableLine() const;
    bool isConfigured(const WrittenValue &value, std::string_view text) const;
};

} // namespace mimir
