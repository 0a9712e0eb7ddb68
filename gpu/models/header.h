// The headers of model files: safetensors and GGUF. Read without touching a weight, and hostile until proven otherwise.
#pragma once

#include "core/base/result.h"
#include "gpu/models/model.h"

#include <QByteArrayView>
#include <QHash>
#include <QIODevice>
#include <QList>

#include <vector>

namespace ain {

namespace errors {
/// args: path, what (truncated, header_size, json, name, dtype, shape, offset, overlap, hole, too_many, type, version,
/// string, depth, duplicate, empty)
inline constexpr ErrorCode ModelUnreadable{"model.unreadable"};
inline constexpr ErrorCode ModelPickle{"model.pickle"}; ///< .ckpt, .pt and the like can run code; args: path
inline constexpr ErrorCode ModelFormat{"model.format"}; ///< neither safetensors nor GGUF; args: path
} // namespace errors

namespace models {

struct Tensor {
    QString name;
    QString type; ///< lower case: "f32", "f16", "bf16", "f8_e4m3", "q8_0", "q4_k" …
    QList<qint64> shape; ///< outermost first, as in PyTorch (the order of GGUF is turned round)
    qint64 elements = 0;
    qint64 offset = 0; ///< from the first byte of the file
    qint64 bytes = 0;
};

struct ModelHeader {
    Format format = Format::Safetensors;
    int version = 0; ///< of GGUF: 2 or 3
    qint64 fileBytes = 0;
    qint64 headerBytes = 0; ///< everything before the first tensor
    std::vector<Tensor> tensors; ///< in the order of the file's header
    QHash<QString, QString> metadata; ///< texts and numbers; lists are left out
    qint64 parameters = 0;
    qint64 weightBytes = 0;
    QString weightType; ///< the type that holds most elements
};

struct HeaderLimits {
    qint64 headerBytes = 100LL * 1000 * 1000; ///< what the safetensors format allows
    qsizetype tensors = 100'000;
    qsizetype nameBytes = 1024; ///< of a tensor's name
    int dimensions = 8;
    qsizetype metadataEntries = 100'000;
    qsizetype metadataTextBytes = 64 * 1024; ///< of one text that is kept; longer ones are cut
    qsizetype metadataTotalBytes = 4 * 1024 * 1024; ///< of all that are kept; what comes after is left out
};

/// Errors: ModelUnreadable, ModelPickle, ModelFormat, FileRead (path is `name` in all of them). Checked: the header
/// fits the file, every tensor lies inside the file, its size follows from shape and type, and none overlaps another;
/// for safetensors no byte of the data is unaccounted for. Memory in proportion to the header that is really there.
/// Blocks; thread: any.
[[nodiscard]] Result<ModelHeader> readHeader(QIODevice &device, const QString &name, const HeaderLimits &limits = {});
[[nodiscard]] Result<ModelHeader> readHeader(const QString &path, const HeaderLimits &limits = {});
[[nodiscard]] Result<ModelHeader> readHeader(QByteArrayView bytes, const QString &name,
                                             const HeaderLimits &limits = {});

/// Bits that `elements` weights of a type take, by blocks where it has them: {elements per block, bytes per block}.
struct TypeSize {
    qint64 blockElements = 1;
    qint64 blockBits = 0;
};
[[nodiscard]] std::optional<TypeSize> sizeOfType(QStringView type);

} // namespace models
} // namespace ain
