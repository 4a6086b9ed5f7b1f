#include "storage/applying/beliefs.h"

#include "core/records/reducedform.h"

#include <algorithm>
#include <array>
#include <set>

namespace mimir {
namespace {

constexpr std::string_view kNull = "null";
constexpr std::string_view kEmpty = "\"\"";
constexpr std::array<std::string_view, 6> kFacts {
    "conversation_id", "message_id", "role", "event_type", "decision", "prev_hash"};
// What privacy rules are about: without it, what is recorded later would be sent.
constexpr std::array<std::string_view, 6> kNamedInRules {
    "workspace", "cwd", "path", "repository", "agent", "provider"};

std::string_view valueOf(const json::Object &fields, std::string_view field)
{
    const std::string *value = fields.find(field);
    return value ? std::string_view(*value) : kNull;
}

// A fact is who said something and when, or what was decided, as opposed to text: facts are never withheld in
// part.
bool isFact(EntityType type, std::string_view field)
{
    const FieldSpec *known = findField(type, field);
    return (known && known->kind != FieldKind::Text && known->kind != FieldKind::Json)
        || std::ranges::find(kFacts, field) != kFacts.end();
}

bool isNamedInRules(std::string_view field)
{
    return std::ranges::find(kNamedInRules, field) != kNamedInRules.end();
}

bool isBlank(std::string_view json)
{
    return json == kNull || json == kEmpty;
}

// How a foreign writer's value reads after a round trip through a server.
json::Object asSent(const Record &record)
{
    Record sent = record;
    if (normalize(sent, Completeness::Full))
        return std::move(sent.fields);
    return record.fields;
}

std::set<std::string, std::less<>> namesOf(const json::Object &ours, const json::Object &theirs)
{
    std::set<std::string, std::less<>> names;
    for (const json::Object *fields : {&ours, &theirs})
        for (const json::Member &member : fields->members())
            names.insert(member.key);
    return names;
}

enum class Verdict : std::uint8_t {
    Take,
    Keep,   ///< the value here stays; the server does not contradict it
    Reduce, ///< the same; the server has a form of it that says less
    Tell,   ///< the value here stays
};

/// Judges what a server says of single fields of one row.
class Judge {
public:
    Judge(const RowHere &here, const wire::PulledRow &theirs, PageSource source)
        : m_here(here), m_theirs(theirs), m_source(source), m_type(here.record.type)
    {
    }

    /// Precondition: the two values differ.
    Verdict judge(std::string_view field, std::string_view ours, std::string_view theirs)
    {
        const Verdict verdict = loosensRules(field, ours) ? Verdict::Tell
            : mergeRule(m_type, field) == MergeRule::Once ? writtenOnce(field, ours, theirs)
                                                          : edited(field, ours, theirs);
        return verdict != Verdict::Take && isSame(field, theirs) ? Verdict::Take : verdict;
    }

private:
    bool loosensRules(std::string_view field, std::string_view ours) const
    {
        return m_here.wouldSendMore && isNamedInRules(field)
            && (m_here.instants.isWrittenHere(m_type, field) || !isBlank(ours));
    }

    Verdict writtenOnce(std::string_view field, std::string_view ours, std::string_view theirs) const
    {
        const bool isAudit = m_type == EntityType::AuditLog;
        // A field that was never written may still be written; an audit entry is complete from the start.
        if (ours == kNull && !isAudit)
            return Verdict::Take;
        if (theirs == kNull || (theirs == kEmpty && !isFact(m_type, field)))
            return leftOut(field, ours);
        if ((isAudit && field == kDeviceSeq) || m_here.instants.isGivenUp(field))
            return Verdict::Take;
        const bool saysLessOfIt = isFormOf(field, ours, theirs);
        if (saysLessOfIt && isWritten(field))
            return Verdict::Reduce;
        const bool isWrittenHere = m_here.own && m_here.instants.isWrittenHere(m_type, field);
        if (saysLessOfIt || (!m_here.confirmed && !isAudit && !isWrittenHere))
            return Verdict::Take;
        return !m_here.confirmed && isFormOf(field, theirs, ours) ? Verdict::Take : Verdict::Tell;
    }

    Verdict leftOut(std::string_view field, std::string_view ours) const
    {
        if (m_here.instants.isGivenUp(field))
            return Verdict::Take;
        if (isFact(m_type, field))
            return Verdict::Keep; // a row that leaves a fact out does not contradict it
        // Others may stop sharing what is theirs: the server's word is all there is.
        if (isBlank(ours) || !m_here.own)
            return Verdict::Take;
        if (!m_theirs.mayLack(field))
            return Verdict::Tell;
        if (m_type == EntityType::Conversation && isNamedInRules(field))
            return Verdict::Keep;
        return isWritten(field) ? Verdict::Reduce : Verdict::Take;
    }

    Verdict edited(std::string_view field, std::string_view ours, std::string_view theirs) const
    {
        if (ours == kNull || !m_here.own || m_here.instants.isGivenUp(field))
            return Verdict::Take;
        if (isReducedForm(field, ours, theirs))
            return isWritten(field) && !isEditedLater(field) ? Verdict::Reduce : Verdict::Take;
        if (theirs != kNull)
            return Verdict::Take;
        // That something is shared, a server may have made up; that it is not, harms no one.
        if (field == "visibility" && !isWritten(field))
            return Verdict::Take;
        const MergeRule rule = mergeRule(m_type, field);
        if (rule == MergeRule::Newest || rule == MergeRule::Maximum)
            return Verdict::Keep; // the greater of both sides
        return m_source == PageSource::Timestamps || isEditedLater(field) ? Verdict::Take : Verdict::Tell;
    }

    bool isEditedLater(std::string_view field) const
    {
        return m_here.instants.isClearedLater(field, m_theirs.at);
    }

    // Of an edited field, only what the server says can tell a form of the value from another one.
    bool isReducedForm(std::string_view field, std::string_view ours, std::string_view theirs) const
    {
        const bool isNamed
            = std::ranges::find(m_theirs.withheld, field, &wire::Withheld::field) != m_theirs.withheld.end();
        return theirs == kNull ? m_theirs.mayLack(field) : isNamed && saysLess(theirs, ours);
    }

    bool isWritten(std::string_view field) const
    {
        return m_here.own && m_source == PageSource::Revisions
            && m_here.instants.isWrittenHere(m_type, field);
    }

    // Whether `less` is a reduced form of the same value.
    bool isFormOf(std::string_view field, std::string_view more, std::string_view less) const
    {
        return !isFact(m_type, field) && (isBlank(less) || saysLess(less, more));
    }

    bool isSame(std::string_view field, std::string_view theirs)
    {
        if (!m_sent)
            m_sent = asSent(m_here.record);
        return valueOf(*m_sent, field) == theirs;
    }

    const RowHere &m_here;
    const wire::PulledRow &m_theirs;
    const PageSource m_source;
    const EntityType m_type;
    std::optional<json::Object> m_sent;
};

} // namespace

bool isJudgedByRules(EntityType type, std::string_view field)
{
    const bool isPlace = field == "conversation_id" || (type == EntityType::ToolCall && field == "arguments");
    return isPlace || isNamedInRules(field);
}

Retained retainUnedited(const RowHere &here, wire::PulledRow &theirs, PageSource source)
{
    Retained retained;
    std::vector<json::Member> kept;
    Judge judge(here, theirs, source);
    for (const std::string &field : namesOf(here.record.fields, theirs.record.fields)) {
        const std::string_view ours = valueOf(here.record.fields, field);
        const std::string_view said = valueOf(theirs.record.fields, field);
        const Verdict verdict = ours == said ? Verdict::Take : judge.judge(field, ours, said);
        if (verdict == Verdict::Tell)
            retained.told.push_back({field, std::string(said), std::string(ours)});
        if (verdict == Verdict::Reduce)
            retained.reduced.push_back({field, std::string(said), std::string(ours)});
        if (verdict != Verdict::Take)
            kept.push_back({field, std::string(ours)});
    }
    theirs.record.fields.apply(std::move(kept));
    return retained;
}

} // namespace mimir
