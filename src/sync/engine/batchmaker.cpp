#include "sync/engine/batchmaker.h"

#include "storage/batches/sentrows.h"
#include "storage/tables/fieldinstants.h"

namespace mimir {
namespace {

bool isSentAgain(const wire::Item &item)
{
    return item.forPrivacy && item.action != wire::Action::Delete;
}

} // namespace

BatchMaker::BatchMaker(Store &store)
    : m_store(store), m_known(store.database(), store.clock()),
      m_policy([&store] { return store.settings().privacyMode(); })
{
    m_policy.useDevice(m_known.values());
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
    const auto workspaces = m_store.batches().workspacesOf(pending->batch);
    MIMIR_TRY(workspaces);
    MIMIR_TRY(m_known.lookAt(*workspaces));
    MIMIR_TRY(learnConversations(*pending, privacy->key));
    withhold(*pending, privacy->key);
    // Making the batch took time and blocked no one: check that what it depends on has not changed.
    Transaction noting(m_store.database());
    MIMIR_TRY(noting.begun());
    MIMIR_TRY(forgetForeignForms(*pending));
    MIMIR_TRY(m_store.batches().noteWithheld(*pending));
    const auto present = readPrivacy(team);
    MIMIR_TRY(present);
    MIMIR_TRY(noting.commit());
    return *present == *privacy ? std::optional(std::move(*pending)) : std::nullopt;
}

Result<void> BatchMaker::learnConversations(const PendingBatch &pending, const std::string &key)
{
    std::set<std::string> conversations;
    for (const wire::Item &item : pending.batch.items)
        conversations.insert(conversationOf(item.record));
    SentRows sent(m_store.database());
    for (const std::string &id : conversations) {
        if (id.empty() || m_policy.knowsAllOf(id))
            continue;
        const auto isSent = sent.isSent(id);
        MIMIR_TRY(isSent);
        if (*isSent)
            MIMIR_TRY(sent.each(id, [&](SentRow &row) -> Result<void> {
                if (row.levelToday() != PrivacyLevel::Nothing)
                    m_policy.prepare(row.item, row.levelToday(), key);
                return {};
            }));
        m_policy.setKnowsAllOf(id);
    }
    return {};
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

// What came from another device has its original there: here it becomes what was sent.
Result<void> BatchMaker::forgetForeignForms(PendingBatch &pending)
{
    for (std::size_t i = 0; i < pending.items.size(); ++i) {
        const QueuedItem &item = pending.items[i];
        if (!isSentAgain(pending.batch.items[i]))
            continue;
        const auto instants = FieldInstants::read(m_store.database(), item.type, item.pk);
        MIMIR_TRY(instants);
        std::erase_if(pending.forms, [&](const WithheldForms::Form &form) {
            return form.type == item.type && form.pk == item.pk
                && !instants->isWrittenHere(form.type, form.field);
        });
    }
    return {};
}

} // namespace mimir
