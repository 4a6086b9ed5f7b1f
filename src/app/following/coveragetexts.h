// What people read about what is recorded of agents' decisions and where (docs/sources.md, "Coverage").
#pragma once

#include "sources/agents/agentsource.h"
#include "storage/views/coveragelist.h"

#include <QString>

namespace mimir {

/// Of a statement's word: "all", "denials only", "not recorded".
QString decisionsText(std::string_view decisions);
/// Why a conversation of this agent shows no decision: that there was none, or that none is recorded. No sentence.
QString withoutDecisions(const AgentSource &agent);
/// The device, as safe text; "this device" for this one.
QString deviceText(const Coverage &coverage);
/// What was not read, and when nothing was: "3 transcripts unread, 2 pauses"; empty where it is whole. Safe text.
QString coverageLacks(const Coverage &coverage);
/// One line for another device: "ada@desk: from 1 Sept to 2 Oct; decisions: denials only".
QString coverageLine(const Coverage &coverage);

} // namespace mimir
