#include "tests/unit/models/modelfiles.h"

#include <QtEndian>

namespace ain::test {

using namespace Qt::StringLiterals;

namespace {

template<typename T>
void put(QByteArray &out, T value)
{
    const qsizetype at = out.size();
    out.resize(at + qsizetype(sizeof(T)));
    qToLittleEndian<T>(value, out.data() + at);
}

void putText(QByteArray &out, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    put<quint64>(out, quint64(bytes.size()));
    out += bytes;
}

qint64 bytesOf(const TestTensor &tensor)
{
    qint64 elements = 1;
    for (const qint64 length : tensor.shape)
        elements *= length;
    if (tensor.type == "Q8_0"_L1)
        return elements / 32 * 34;
    if (tensor.type == "F32"_L1 || tensor.type == "I32"_L1)
        return elements * 4;
    if (tensor.type == "F64"_L1 || tensor.type == "I64"_L1)
        return elements * 8;
    return tensor.type.startsWith("F8"_L1) || tensor.type == "U8"_L1 ? elements : elements * 2;
}

quint32 ggmlType(const QString &type)
{
    if (type == "F32"_L1)
        return 0;
    return type == "Q8_0"_L1 ? 8 : 1;
}

} // namespace

QByteArray rawSafetensors(const QByteArray &json, qsizetype dataBytes)
{
    QByteArray file;
    put<quint64>(file, quint64(json.size()));
    return file + json + QByteArray(dataBytes, '\0');
}

QByteArray safetensors(const QList<TestTensor> &tensors, const TestTexts &metadata, char filler)
{
    QByteArray json = "{";
    if (!metadata.isEmpty()) {
        json += "\"__metadata__\":{";
        for (const auto &[key, value] : metadata)
            json += '"' + key.toUtf8() + "\":\"" + value.toUtf8() + "\",";
        json.chop(1);
        json += "},";
    }
    qint64 offset = 0;
    for (const TestTensor &tensor : tensors) {
        json += '"' + tensor.name.toUtf8() + "\":{\"dtype\":\"" + tensor.type.toUtf8() + "\",\"shape\":[";
        for (qsizetype i = 0; i < tensor.shape.size(); ++i)
            json += (i > 0 ? "," : "") + QByteArray::number(tensor.shape[i]);
        const qint64 end = offset + bytesOf(tensor);
        json += "],\"data_offsets\":[" + QByteArray::number(offset) + ',' + QByteArray::number(end) + "]},";
        offset = end;
    }
    if (json.endsWith(','))
        json.chop(1);
    json += '}';
    json += QByteArray((8 - json.size() % 8) % 8, ' ');
    QByteArray file;
    put<quint64>(file, quint64(json.size()));
    return file + json + QByteArray(offset, filler);
}

QByteArray gguf(const QList<TestTensor> &tensors, const TestTexts &metadata, char filler)
{
    QByteArray file = "GGUF";
    put<quint32>(file, 3);
    put<quint64>(file, quint64(tensors.size()));
    put<quint64>(file, quint64(metadata.size()) + 2);
    for (const auto &[key, value] : metadata) {
        putText(file, key);
        put<quint32>(file, 8);
        putText(file, value);
    }
    putText(file, u"test.number"_s);
    put<quint32>(file, 4);
    put<quint32>(file, 7);
    putText(file, u"test.list"_s);
    put<quint32>(file, 9);
    put<quint32>(file, 8);
    put<quint64>(file, 2);
    putText(file, u"one"_s);
    putText(file, u"two"_s);
    quint64 offset = 0;
    QByteArray data;
    for (const TestTensor &tensor : tensors) {
        putText(file, tensor.name);
        put<quint32>(file, quint32(tensor.shape.size()));
        for (auto it = tensor.shape.rbegin(); it != tensor.shape.rend(); ++it)
            put<quint64>(file, quint64(*it));
        put<quint32>(file, ggmlType(tensor.type));
        put<quint64>(file, offset);
        data += QByteArray(bytesOf(tensor), filler);
        data += QByteArray((32 - data.size() % 32) % 32, '\0');
        offset = quint64(data.size());
    }
    file += QByteArray((32 - file.size() % 32) % 32, '\0');
    return file + data;
}

QList<TestTensor> sd1Tensors(bool whole)
{
    const QString net = u"model.diffusion_model."_s;
    QList<TestTensor> tensors{
        {net + u"input_blocks.0.0.weight"_s, {320, 4, 3, 3}},
        {net + u"input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight"_s, {8, 768}},
        {net + u"out.2.weight"_s, {4, 320, 3, 3}},
    };
    if (whole) {
        tensors += {u"first_stage_model.decoder.conv_in.weight"_s, {8, 4, 3, 3}};
        tensors += {u"cond_stage_model.transformer.text_model.embeddings.token_embedding.weight"_s, {16, 768}};
    }
    return tensors;
}

QList<TestTensor> sdxlTensors()
{
    const QString net = u"model.diffusion_model."_s;
    return {{net + u"input_blocks.0.0.weight"_s, {320, 4, 3, 3}},
            {net + u"input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight"_s, {8, 2048}},
            {u"first_stage_model.decoder.conv_in.weight"_s, {8, 4, 3, 3}},
            {u"conditioner.embedders.0.transformer.text_model.embeddings.token_embedding.weight"_s, {16, 768}}};
}

} // namespace ain::test
