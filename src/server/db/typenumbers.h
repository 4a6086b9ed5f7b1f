// The numbers of types in SQL, as texts that the compiler joins to those around them.
#pragma once

#include "core/records/entity.h"

#define MIMIR_CONVERSATION_TYPE "1"
#define MIMIR_CHILD_TYPES "(2, 3)"
#define MIMIR_AUDIT_TYPE "4"

namespace mimir::server {

static_assert(static_cast<int>(EntityType::Conversation) == 1 && static_cast<int>(EntityType::Message) == 2
    && static_cast<int>(EntityType::ToolCall) == 3 && static_cast<int>(EntityType::AuditLog) == 4);

} // namespace mimir::server
