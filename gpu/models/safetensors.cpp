// safetensors: eight bytes of length, that much JSON, then the weights without a gap.
#include "core/json/parser.h"
#include "gpu/models/headerreaders.h"

#include <QtEndian>

namespace ain::models {

using namespace Qt::StringLiterals;

namespace {

const char *wordFor(const Error &error)
{
    if (error.code == errors::JsonTooDeep)
        return "depth";
    if (error.code == errors::JsonDuplicate)
        return "duplicate";
    if (error.code == errors::JsonTooLarge)
        return "too_many";
    return "json";
}

/// A whole number from 0 on, or -1.
qint64 countOf(const json::Value &value) { return value.isNumber() ? value.toInteger(-1) : -1; }

const char *readTensor(const json::Value &value, qint64 dataStart, const HeaderLimits &limits, Tensor &tensor)
{
    tensor.type = value[u"dtype"].string().toLower();
    const auto size = sizeOfType(tensor.type);
    if (!size)
        return "dtype";
    const json::Value &shape = value[u"shape"];
    if (!shape.isArray() || shape.array().size() > std::size_t(limits.dimensions))
        return "shape";
    for (const json::Value &length : shape.array()) {
        const qint64 count = countOf(length);
        if (count < 0)
            return "shape";
        tensor.shape += count;
    }
    if (!measure(tensor, *size))
        return "shape";
    const json::Array &offsets = value[u"data_offsets"].array();
    if (offsets.size() != 2)
        return "offset";
    const qint64 begin = countOf(offsets[0]);
    const qint64 end = countOf(offsets[1]);
    if (begin < 0 || end < begin)
        return "offset";
    if (end - begin != tensor.bytes)
        return "shape";
    tensor.offset = dataStart + begin;
    return nullptr;
}

} // namespace

Result<ModelHeader> readSafetensors(QIODevice &device, const QString &name, const HeaderLimits &limits)
{
    ModelHeader header;
    header.format = Format::Safetensors;
    header.fileBytes = device.size();
    const QByteArray lengthBytes = device.read(8);
    if (lengthBytes.size() != 8)
        return unreadable(name, "truncated");
    const auto length = qFromLittleEndian<quint64>(lengthBytes.constData());
    if (length > quint64(limits.headerBytes) || length < 2)
        return unreadable(name, "header_size");
    if (qint64(length) > header.fileBytes - 8)
        return unreadable(name, "truncated");
    const QByteArray text = device.read(qint64(length));
    if (text.size() != qsizetype(length))
        return failure(errors::FileRead, {{u"path"_s, name}}, device.errorString());
    header.headerBytes = 8 + qint64(length);

    json::ParseLimits jsonLimits;
    jsonLimits.maxBytes = text.size();
    jsonLimits.maxDepth = 8;
    // A tensor has its type, its shape and two offsets, with the objects and lists around them.
    jsonLimits.maxValues = limits.tensors * (6 + qsizetype(limits.dimensions)) + limits.metadataEntries;
    const auto parsed = json::parse(text, jsonLimits);
    if (!parsed)
        return unreadable(name, wordFor(parsed.error()), parsed.error().code.toString());
    if (!parsed->isObject())
        return unreadable(name, "json");
    if (parsed->object().size() > std::size_t(limits.tensors) + 1)
        return unreadable(name, "too_many");

    MetadataKeeper keeper(limits);
    header.tensors.reserve(parsed->object().size());
    for (const auto &[key, value] : parsed->object()) {
        if (key == "__metadata__"_L1) {
            for (const auto &[entry, content] : value.object())
                keeper.keep(header, entry.left(limits.nameBytes), content.string());
            continue;
        }
        if (key.isEmpty() || key.toUtf8().size() > limits.nameBytes)
            return unreadable(name, "name");
        Tensor tensor;
        tensor.name = key;
        if (const char *what = readTensor(value, header.headerBytes, limits, tensor))
            return unreadable(name, what, key);
        header.tensors.push_back(std::move(tensor));
    }
    return header;
}

} // namespace ain::models
