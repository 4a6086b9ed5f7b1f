#include "app/ruleswatch.h"

namespace mimir {
namespace {

/// How often to look at the organisation's rules.
constexpr Millis kRulesInterval = Millis(60) * 60 * 1000;

} // namespace

Result<void> RulesWatch::note(const SignIn &signIn)
{
    PrivacyRules &rules = m_store.privacyRules();
    for (const Organization &organization : signIn.organizations)
        MIMIR_TRY(rules.noteCeiling(signIn.server, organization.slug, organization.maxPrivacyLevel));
    return {};
}

void RulesWatch::refresh(std::function<void()> done)
{
    if (m_store.settings().text("signed_in") != "1" || areRecent())
        return done();
    const AccountApi::Account asked = m_account();
    m_api.rules(asked, [this, asked, done = std::move(done)](const Result<OrganizationRules> &rules) {
        answered(asked, rules);
        done();
    });
}

bool RulesWatch::areRecent() const
{
    const Millis read = m_store.settings().rulesReadAt(), now = m_clock.now();
    return read <= now && now - read < kRulesInterval;
}

void RulesWatch::answered(const AccountApi::Account &asked, const Result<OrganizationRules> &rules)
{
    const StoreSettings &settings = m_store.settings();
    const bool same = settings.text("server") == asked.server && settings.text("org_slug") == asked.orgSlug;
    // A server that knows no rules has none; after any other failure the known ones stay.
    const bool isAnswer = rules || rules.error().code == ErrorCode::NotFound;
    if (!same || !isAnswer)
        return;
    if (const auto noted = note(asked, rules ? *rules : OrganizationRules()); !noted)
        qWarning("The organisation's rules could not be saved: %s", noted.error().message.c_str());
}

// Both or neither: what was not stored is asked for again after the next run.
Result<void> RulesWatch::note(const AccountApi::Account &of, const OrganizationRules &rules)
{
    Transaction transaction(m_store.database());
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(m_store.privacyRules().noteCeiling(of.server, of.orgSlug, rules.maxPrivacyLevel));
    MIMIR_TRY(m_store.settings().noteRules(rules.privacyModeAllowed, m_clock.now()));
    return transaction.commit();
}

} // namespace mimir
