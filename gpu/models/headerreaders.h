// The two readers behind readHeader(), and what they share. Not for other rooms.
#pragma once

#include "gpu/models/header.h"

namespace ain::models {

/// `device` stands at its start and knows its size. The tensors are checked by finishHeader() afterwards.
[[nodiscard]] Result<ModelHeader> readSafetensors(QIODevice &device, const QString &name, const HeaderLimits &limits);
[[nodiscard]] Result<ModelHeader> readGguf(QIODevice &device, const QString &name, const HeaderLimits &limits);

[[nodiscard]] inline tl::unexpected<Error> unreadable(const QString &name, const char *what, const QString &detail = {})
{
    const QVariantMap args{{QStringLiteral("path"), name}, {QStringLiteral("what"), QString::fromLatin1(what)}};
    return failure(errors::ModelUnreadable, args, detail.left(200));
}

/// Elements and bytes from shape and type; false: they overflow, or a row does not fill whole blocks.
[[nodiscard]] bool measure(Tensor &tensor, const TypeSize &size);

/// Keeps texts within the limits.
class MetadataKeeper {
public:
    explicit MetadataKeeper(const HeaderLimits &limits) : m_limits(limits) { }
    void keep(ModelHeader &header, const QString &key, const QString &text);

private:
    const HeaderLimits &m_limits;
    qsizetype m_kept = 0;
};

} // namespace ain::models
