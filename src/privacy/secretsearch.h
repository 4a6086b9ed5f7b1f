// Everything that looks for secrets in a text, on it and on what is written in it in another way.
#pragma once

#include "privacy/knownsecrets.h"

namespace mimir {

class SecretSearch {
public:
    SecretSearch(const SecretRules &rules, WorkBudget &budget, const KnownSecrets *known)
        : m_rules(rules), m_budget(budget), m_known(known)
    {
    }

    /// In order, without overlaps, and none in what was already replaced.
    SecretFinds in(std::string_view text);
    /// These finds, and everything that is known by now.
    SecretFinds with(SecretFinds finds, std::string_view text);
    /// The same for nothing but what is known.
    static SecretFinds of(const KnownSecrets &known, WorkBudget &budget, std::string_view text);

private:
    SecretSearch(WorkBudget &budget, const KnownSecrets &known)
        : m_rules(SecretRules::builtIn()), m_budget(budget), m_known(&known), m_onlyKnown(true)
    {
    }
    void look(std::string_view text, int layers, SecretFinds &finds);
    void lookForNew(std::string_view text, SecretFinds &finds);
    void lookDecoded(std::string_view text, int layers, SecretFinds &finds);
    void lookHidden(std::string_view text, int layers, SecretFinds &finds);

    const SecretRules &m_rules;
    WorkBudget &m_budget;
    const KnownSecrets *m_known;
    bool m_onlyKnown = false;
};

} // namespace mimir
