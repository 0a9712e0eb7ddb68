// Reading and writing the bodies of the messages. Private to the room.
#pragma once

#include "gpu/share/job/closedreader.h"
#include "gpu/share/job/messages.h"

namespace ain::share::detail {

[[nodiscard]] json::Value toJson(const Body &body);

void read(ClosedReader &in, Capacity &to);
void read(ClosedReader &in, Post &to);
void read(ClosedReader &in, Claim &to);
void read(ClosedReader &in, Grant &to);
void read(ClosedReader &in, Progressed &to);
void read(ClosedReader &in, Release &to);
void read(ClosedReader &in, Deliver &to);
void read(ClosedReader &in, Open &to);
void read(ClosedReader &in, Opened &to);
void read(ClosedReader &in, Dispute &to);
void read(ClosedReader &in, VerdictGiven &to);

} // namespace ain::share::detail
