#include "gpu/models/header.h"

#include "gpu/models/headerreaders.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace ain::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MostElements = qint64(1) << 53; // what JSON numbers hold exactly, and far beyond any net

struct NamedSize {
    QLatin1StringView name;
    TypeSize size;
};

// Bits per block; block sizes of ggml's types as its file format defines them.
constexpr std::array sizes = {
    NamedSize{"f64"_L1, {1, 64}},         NamedSize{"f32"_L1, {1, 32}},           NamedSize{"f16"_L1, {1, 16}},
    NamedSize{"bf16"_L1, {1, 16}},        NamedSize{"f8_e4m3"_L1, {1, 8}},        NamedSize{"f8_e5m2"_L1, {1, 8}},
    NamedSize{"f8_e8m0"_L1, {1, 8}},      NamedSize{"f6_e2m3"_L1, {1, 6}},        NamedSize{"f6_e3m2"_L1, {1, 6}},
    NamedSize{"f4"_L1, {1, 4}},           NamedSize{"c64"_L1, {1, 64}},           NamedSize{"i64"_L1, {1, 64}},
    NamedSize{"u64"_L1, {1, 64}},         NamedSize{"i32"_L1, {1, 32}},           NamedSize{"u32"_L1, {1, 32}},
    NamedSize{"i16"_L1, {1, 16}},         NamedSize{"u16"_L1, {1, 16}},           NamedSize{"i8"_L1, {1, 8}},
    NamedSize{"u8"_L1, {1, 8}},           NamedSize{"bool"_L1, {1, 8}},           NamedSize{"q4_0"_L1, {32, 8 * 18}},
    NamedSize{"q4_1"_L1, {32, 8 * 20}},   NamedSize{"q5_0"_L1, {32, 8 * 22}},     NamedSize{"q5_1"_L1, {32, 8 * 24}},
    NamedSize{"q8_0"_L1, {32, 8 * 34}},   NamedSize{"q8_1"_L1, {32, 8 * 36}},     NamedSize{"q2_k"_L1, {256, 8 * 84}},
    NamedSize{"q3_k"_L1, {256, 8 * 110}}, NamedSize{"q4_k"_L1, {256, 8 * 144}},   NamedSize{"q5_k"_L1, {256, 8 * 176}},
    NamedSize{"q6_k"_L1, {256, 8 * 210}}, NamedSize{"q8_k"_L1, {256, 8 * 292}},   NamedSize{"iq1_s"_L1, {256, 8 * 50}},
    NamedSize{"iq1_m"_L1, {256, 8 * 56}}, NamedSize{"iq2_xxs"_L1, {256, 8 * 66}}, NamedSize{"iq2_xs"_L1, {256, 8 * 74}},
    NamedSize{"iq2_s"_L1, {256, 8 * 82}}, NamedSize{"iq3_xxs"_L1, {256, 8 * 98}}, NamedSize{"iq3_s"_L1, {256, 8 * 110}},
    NamedSize{"iq4_nl"_L1, {32, 8 * 18}}, NamedSize{"iq4_xs"_L1, {256, 8 * 136}}, NamedSize{"tq1_0"_L1, {256, 8 * 54}},
    NamedSize{"tq2_0"_L1, {256, 8 * 66}}, NamedSize{"mxfp4"_L1, {32, 8 * 17}},
};

/// Where the tensors lie: inside the file, none over another, and where the format says so without gaps.
const char *misplaced(const ModelHeader &header, bool mayHaveGaps)
{
    std::vector<std::size_t> order(header.tensors.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const Tensor &left = header.tensors[a];
        const Tensor &right = header.tensors[b];
        return left.offset != right.offset ? left.offset < right.offset : left.bytes < right.bytes;
    });
    qint64 end = header.headerBytes;
    for (const std::size_t index : order) {
        const Tensor &tensor = header.tensors[index];
        if (tensor.offset < end)
            return "overlap";
        if (tensor.offset > end && !mayHaveGaps)
            return "hole";
        if (tensor.bytes > header.fileBytes - tensor.offset)
            return "truncated";
        end = tensor.offset + tensor.bytes;
    }
    if (!mayHaveGaps && end != header.fileBytes)
        return "hole";
    return nullptr;
}

void addUp(ModelHeader &header)
{
    QHash<QString, qint64> byType;
    for (const Tensor &tensor : header.tensors) {
        header.parameters += tensor.elements;
        header.weightBytes += tensor.bytes;
        byType[tensor.type] += tensor.elements;
    }
    qint64 most = -1;
    for (auto it = byType.cbegin(); it != byType.cend(); ++it) {
        if (it.value() > most || (it.value() == most && it.key() < header.weightType)) {
            most = it.value();
            header.weightType = it.key();
        }
    }
}

/// Python's pickle, bare or in the ZIP that PyTorch writes. Loading one runs whatever its maker put into it.
bool isPickle(QByteArrayView start)
{
    return start.startsWith("PK\x03\x04")
        || (start.size() > 2 && start[0] == '\x80' && start[1] >= '\x02' && start[1] <= '\x05');
}

bool hasPickleName(const QString &name)
{
    constexpr std::array endings = {".ckpt"_L1, ".pt"_L1, ".pth"_L1, ".pkl"_L1, ".bin"_L1};
    return std::any_of(endings.begin(), endings.end(),
                       [&](QLatin1StringView ending) { return name.endsWith(ending, Qt::CaseInsensitive); });
}

} // namespace

std::optional<TypeSize> sizeOfType(QStringView type)
{
    for (const NamedSize &entry : sizes) {
        if (entry.name == type)
            return entry.size;
    }
    return std::nullopt;
}

bool measure(Tensor &tensor, const TypeSize &size)
{
    tensor.elements = 1;
    for (const qint64 length : tensor.shape) {
        if (length < 0 || length > MostElements || (length > 0 && tensor.elements > MostElements / length))
            return false;
        tensor.elements *= length;
    }
    const qint64 row = tensor.shape.isEmpty() ? 1 : tensor.shape.last();
    if (row % size.blockElements != 0)
        return false;
    // At most 2^53 elements of 64 bits: 2^59, which fits.
    const qint64 bits = tensor.elements / size.blockElements * size.blockBits;
    tensor.bytes = bits / 8;
    return bits % 8 == 0;
}

void MetadataKeeper::keep(ModelHeader &header, const QString &key, const QString &text)
{
    const QString cut = text.left(m_limits.metadataTextBytes);
    m_kept += key.size() + cut.size();
    if (m_kept <= m_limits.metadataTotalBytes)
        header.metadata.insert(key, cut);
}

Result<ModelHeader> readHeader(QIODevice &device, const QString &name, const HeaderLimits &limits)
{
    if (!device.isOpen() || device.isSequential() || !device.seek(0))
        return failure(errors::FileRead, {{u"path"_s, name}});
    const QByteArray start = device.peek(16);
    Result<ModelHeader> header = unreadable(name, "empty");
    const bool isGguf = start.startsWith("GGUF");
    if (isGguf) {
        header = readGguf(device, name, limits);
    } else if (start.size() > 8 && start[8] == '{') {
        header = readSafetensors(device, name, limits);
    } else if (isPickle(start) || hasPickleName(name)) {
        return failure(errors::ModelPickle, {{u"path"_s, name}});
    } else {
        return failure(errors::ModelFormat, {{u"path"_s, name}});
    }
    if (!header)
        return header;
    if (header->tensors.empty())
        return unreadable(name, "empty");
    if (const char *what = misplaced(*header, isGguf))
        return unreadable(name, what);
    addUp(*header);
    return header;
}

Result<ModelHeader> readHeader(const QString &path, const HeaderLimits &limits)
{
    if (!QFileInfo(path).isFile()) // a pipe or a device could be read for ever
        return failure(errors::FileRead, {{u"path"_s, path}});
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(errors::FileRead, {{u"path"_s, path}}, file.errorString());
    return readHeader(file, path, limits);
}

Result<ModelHeader> readHeader(QByteArrayView bytes, const QString &name, const HeaderLimits &limits)
{
    QByteArray data = QByteArray::fromRawData(bytes.data(), bytes.size());
    QBuffer buffer(&data);
    if (!buffer.open(QIODevice::ReadOnly))
        return failure(errors::Internal);
    return readHeader(buffer, name, limits);
}

} // namespace ain::models
