// The table of what is taken out by its form (secretrules.txt): one rule a line, with samples that the rule must and
// must not find, and where the form is published. README.md of this folder says what the columns mean.
#pragma once

#include "core/result.h"
#include "privacy/literalsearch.h"
#include "privacy/secretlooks.h"

#include <bitset>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace mimir {

struct SecretRule {
    std::string kind; ///< in the placeholder: "github-token"
    std::vector<std::string> literals;
    bool isInside = false; ///< a literal is somewhere in the secret, not at its begin
    LetterCase letterCase = LetterCase::Exact;
    std::shared_ptr<const re2::RE2> pattern; ///< what follows a literal; of an inside rule, the whole secret
    std::bitset<256>
        first; ///< of the bytes that the pattern begins with, where it says so; then it has `firstCount`
    std::size_t firstCount = 0;
    bool hasGroup = false; ///< the secret is the first group, and the rest stays
    SecretLook look = SecretLook::Varied;
    std::string sample, counterSample; ///< templates: "{}{36an}" is a literal and 36 letters and digits
    std::string source;
};

class SecretRules {
public:
    /// Everything or nothing: an error names its line and the reason.
    static Result<SecretRules> parse(std::string_view text);
    /// The table of this program.
    static const SecretRules &builtIn();

    const std::vector<SecretRule> &all() const { return m_rules; }
    const LiteralSearch &literals() const { return m_literals; }
    /// Whether placeholders of this kind carry a digest. What people make up never does: a digest would be the proof
    /// of a right guess.
    bool hasDigest(std::string_view kind) const { return m_digested.contains(kind); }

private:
    Result<void> readDigested(std::string_view kinds, const std::string &place);

    std::vector<SecretRule> m_rules;
    LiteralSearch m_literals; ///< the id is an index of m_rules
    std::set<std::string, std::less<>> m_digested;
};

/// The text of secretrules.txt.
std::string_view builtInSecretRules();

} // namespace mimir
