#include "app/sentscan.h"

#include "core/records/reducedform.h"
#include "storage/batches/batchbuilder.h"
#include "storage/keys/personkeystore.h"
#include "storage/outbox/outboxwriter.h"
#include "storage/tables/entitytable.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::int64_t kTellEvery = 200;

bool isEdited(const SentRow &row, const std::string &field)
{
    const bool isNamed = findField(row.item.record.type, field) != nullptr;
    return std::ranges::any_of(row.item.changed,
        [&](const auto &edit) { return edit.first == field || (!isNamed && edit.first == "*"); });
}

const std::string &valueOf(const json::Object &fields, const std::string &field)
{
    static const std::string null = "null";
    const std::string *value = fields.find(field);
    return value ? *value : null;
}

// The kinds that the placeholders of a text name: "[withheld github-token 1a2b3c4d]".
void addKinds(std::string_view text, std::set<std::string> &kinds)
{
    for (std::size_t at = text.find(kWithheldMark); at != std::string_view::npos;
         at = text.find(kWithheldMark, at)) {
        at += kWithheldMark.size();
        const std::string_view kind
            = text.substr(at, std::min(text.find_first_of(" ]", at), text.size()) - at);
        const bool isName = !kind.empty() && kind.size() <= 40
            && std::ranges::all_of(kind, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
        if (isName && kind != "a")
            kinds.emplace(kind);
    }
}

} // namespace

Result<SentScanResult> SentScan::run(const Progress &progress)
{
    SentScanResult result;
    const auto total = m_rows.count();
    MIMIR_TRY(total);
    const auto conversations = m_rows.conversations();
    MIMIR_TRY(conversations);
    std::int64_t told = 0;
    for (const std::string &conversation : *conversations) {
        // First what the whole conversation gives away: it may stand before the place that names it.
        MIMIR_TRY(lookAt(conversation));
        MIMIR_TRY(learn(conversation));
        MIMIR_TRY(m_rows.each(conversation, [&](SentRow &row) -> Result<void> {
            if (row.isThere && progress && result.looked / kTellEvery >= told) {
                told = result.looked / kTellEvery + 1;
                if (!progress(result.looked, *total))
                    return Error {ErrorCode::Cancelled, "cancelled"};
            }
            return row.isThere ? look(row, result) : Result<void>();
        }));
    }
    return result;
}

Result<void> SentScan::lookAt(const std::string &conversation)
{
    wire::Batch alone;
    alone.items.emplace_back();
    alone.items.back().record.type = EntityType::Conversation;
    alone.items.back().record.id = conversation;
    const auto workspaces = BatchBuilder(m_database, m_clock).workspacesOf(alone);
    MIMIR_TRY(workspaces);
    return m_known.lookAt(*workspaces);
}

Result<void> SentScan::learn(std::string_view conversation)
{
    return m_rows.each(conversation, [this](SentRow &row) -> Result<void> {
        const auto key = keyOf(row.team);
        MIMIR_TRY(key);
        if (row.levelToday() != PrivacyLevel::Nothing)
            (void)masked(row, row.levelToday(), *key);
        return {};
    });
}

Result<void> SentScan::look(const SentRow &row, SentScanResult &result)
{
    ++result.looked;
    if (row.levelToday() == PrivacyLevel::Nothing) {
        ++result.kept;
        return {};
    }
    const auto key = keyOf(row.team);
    MIMIR_TRY(key);
    const wire::Item today = masked(row, row.levelToday(), *key);
    const Record &here = row.item.record;
    SentFinding finding {here.type, row.pk, here.id, here.conversationId(), {}, {}, row.waits, {}};
    for (const wire::Withheld &one : today.withheld) {
        const std::string &form = valueOf(today.record.fields, one.field);
        if (form == valueOf(here.fields, one.field) || isEdited(row, one.field)
            || isKnownForm(row, one.field, *key))
            continue;
        finding.fields.push_back(one);
        if (std::ranges::find(row.forms, one.field, &WithheldForms::Form::field) == row.forms.end()) {
            const std::string digest = EntityTable::digest(valueOf(here.fields, one.field));
            finding.asTheyAre.push_back({here.type, row.pk, one.field, digest, digest});
        }
        if (one.rule > wire::WithheldRule::Environment)
            finding.kinds.emplace(wire::withheldRuleName(one.rule));
        addKinds(form, finding.kinds);
    }
    if (!finding.fields.empty())
        result.findings.push_back(std::move(finding));
    return {};
}

// A device that has got the person's key since, or whose level lets more through, has leaked nothing.
bool SentScan::isKnownForm(const SentRow &row, const std::string &field, const std::string &key)
{
    std::set<std::string> sent;
    for (const WithheldForms::Form &form : row.forms)
        if (form.field == field)
            sent.insert(form.sent);
    if (sent.empty())
        return false;
    for (int level = static_cast<int>(row.levelToday()); level >= static_cast<int>(PrivacyLevel::Metadata);
         --level)
        for (const std::string &placeholders : {key, std::string()}) {
            const wire::Item form = masked(row, static_cast<PrivacyLevel>(level), placeholders);
            sent.erase(EntityTable::digest(valueOf(form.record.fields, field)));
            if (sent.empty())
                return true;
        }
    return false;
}

wire::Item SentScan::masked(const SentRow &row, PrivacyLevel level, const std::string &key)
{
    wire::Item item = row.item;
    m_policy.prepare(item, level, key);
    return item;
}

Result<std::string> SentScan::keyOf(std::int64_t team)
{
    if (const auto known = m_keys.find(team); known != m_keys.end())
        return known->second;
    auto key = PersonKeyStore(m_database).placeholderKey(team);
    MIMIR_TRY(key);
    return m_keys.emplace(team, std::move(*key)).first->second;
}

Result<int> sendMasked(Database &database, const std::vector<SentFinding> &findings)
{
    int queued = 0;
    Transaction transaction(database);
    MIMIR_TRY(transaction.begun());
    for (const SentFinding &finding : findings) {
        const auto waits = OutboxWriter(database).reform(finding.type, finding.pk);
        MIMIR_TRY(waits);
        queued += *waits ? 1 : 0;
        if (*waits)
            MIMIR_TRY(WithheldForms(database).note(finding.asTheyAre));
    }
    MIMIR_TRY(transaction.commit());
    return queued;
}

} // namespace mimir
