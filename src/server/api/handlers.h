// The handlers by area; routetable.cpp says who may call which. The route's policy has already been checked.
#pragma once

#include "server/api/call.h"

namespace mimir::server {

namespace health {
Response show(Call &call);
}

namespace auth { // authroutes.cpp
Response login(Call &call);
Response refresh(Call &call);
Response logout(Call &call);
Response changePassword(Call &call);
} // namespace auth

namespace grants { // grantroutes.cpp, RFC 8628
Response begin(Call &call);
Response token(Call &call);
Response showApproval(Call &call);
Response decide(Call &call);
} // namespace grants

namespace organisations { // orgroutes.cpp
Response list(Call &call);
Response show(Call &call);
Response teams(Call &call);
Response detectTeams(Call &call);
Response config(Call &call);
} // namespace organisations

namespace devices { // deviceroutes.cpp
Response list(Call &call);
Response revoke(Call &call);
} // namespace devices

namespace keys { // keyroutes.cpp
Response show(Call &call);
Response begin(Call &call);
Response publish(Call &call);
Response give(Call &call);
} // namespace keys

namespace syncing { // syncroutes.cpp
Response push(Call &call);
Response pull(Call &call);
Response proof(Call &call);
Response digest(Call &call);
} // namespace syncing

} // namespace mimir::server
