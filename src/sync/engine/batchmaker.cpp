#include "sync/engine/batchmaker.h"

namespace mimir {

BatchMaker::BatchMaker(Store &store)
    : m_store(store), m_policy([&store] { return store.settings().privacyMode(); })
{
}

Result<BatchMaker::Privacy> BatchMaker::readPrivacy(const Team &team)
{
    const auto may = m_policy.mayPush(), undecided = m_store.settings().setupPending();
    MIMIR_TRY(may);
    MIMIR_TRY(undecided);
    if (!*may || *undecided)
        return Privacy();
    auto key = m_store.personKeys().placeholderKey(team.pk);
    MIMIR_TRY(key);
    const auto rules = m_store.privacyRules().revision();
    MIMIR_TRY(rules);
    return Privacy {std::move(*key), *rules, true};
}

Result<std::optional<PendingBatch>> BatchMaker::make(
    const Team &team, const BatchLimits &limits, const Keys *only, BatchBuilder::Deletes deletes)
{
    Transaction reading(m_store.database());
    MIMIR_TRY(reading.begun());
    const auto privacy = readPrivacy(team);
    MIMIR_TRY(privacy);
    if (!privacy->mayPush)
        return std::optional(PendingBatch());
    MIMIR_TRY(m_store.privacyRules().requeueIfRedactionChanged(
        team.pk, PrivacyPolicy::form(privacy->rules, privacy->key)));
    auto pending = m_store.batches().build(team.pk, limits, only, deletes);
    MIMIR_TRY(pending);
    MIMIR_TRY(reading.commit());
    if (pending->empty())
        return std::optional(std::move(*pending));
    withhold(*pending, privacy->key);
    // Making the batch took time and blocked no one: check that what it depends on has not changed.
    Transaction noting(m_store.database());
    MIMIR_TRY(noting.begun());
    MIMIR_TRY(m_store.batches().noteWithheld(*pending));
    const auto present = readPrivacy(team);
    MIMIR_TRY(present);
    MIMIR_TRY(noting.commit());
    return *present == *privacy ? std::optional(std::move(*pending)) : std::nullopt;
}

void BatchMaker::withhold(PendingBatch &pending, const std::string &key)
{
    std::vector<json::Object> whole;
    for (std::size_t i = 0; i < pending.items.size(); ++i) {
        whole.push_back(pending.batch.items[i].record.fields);
        m_policy.prepare(pending.batch.items[i], pending.levels[i], key);
    }
    m_policy.finish(pending.batch.items, key);
    for (std::size_t i = 0; i < pending.items.size(); ++i)
        pending.noteForms(i, whole[i]);
}

} // namespace mimir
