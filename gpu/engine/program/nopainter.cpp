#include "gpu/engine/program/nopainter.h"

#include "gpu/engine/program/minipainter.h"

namespace ain::engine {

bool NoPainter::accepts(const ModelFiles &files) const { return !MiniPainter::isItsKind(files); }

} // namespace ain::engine
