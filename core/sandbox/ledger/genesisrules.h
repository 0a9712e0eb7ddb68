// The write rules and functions of a practice network. Inside this room only.
#pragma once

#include "core/sandbox/ledger/statetree.h"

namespace ain::sandbox {

void writeGenesisRules(StateTree &state);
void writeGenesisFunctions(StateTree &state);

} // namespace ain::sandbox
