// JUMBF, the boxes that C2PA keeps its manifests in (ISO/IEC 19566-5; C2PA specification 2.2, section 11.1).
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace ain::provenance::jumbf {

/// The first four letters of a box's type; the rest is the same for all (ISO/IEC 19566-5, annex B).
namespace kind {
inline constexpr QByteArrayView Store{"c2pa"};
inline constexpr QByteArrayView Manifest{"c2ma"};
inline constexpr QByteArrayView Assertions{"c2as"};
inline constexpr QByteArrayView Claim{"c2cl"};
inline constexpr QByteArrayView Signature{"c2cs"};
inline constexpr QByteArrayView Cbor{"cbor"};
} // namespace kind

/// A superbox: its description and what is inside, which is either superboxes or one box of CBOR.
struct Box {
    QByteArray kind; ///< four letters
    QString label;
    std::vector<Box> boxes;
    QByteArray cbor;
    /// Of a box that was read: its bytes without the eight of its own header, which is what hashes are taken over.
    QByteArray hashed;

    [[nodiscard]] const Box *find(QAnyStringView wanted) const;
};

/// With a box of CBOR inside when `box.cbor` is not empty, else with `box.boxes`.
[[nodiscard]] QByteArray written(const Box &box);
/// The part of written() that hashes are taken over.
[[nodiscard]] QByteArray hashedPart(const Box &box);

inline constexpr int MaxDepth = 6;
inline constexpr int MaxBoxes = 512;

/// Exactly one superbox. Boxes of kinds not named above are kept without their content. Empty: it is none, it is cut
/// off, or it goes past the bounds. Thread: any.
[[nodiscard]] std::optional<Box> read(const QByteArray &bytes);

} // namespace ain::provenance::jumbf
