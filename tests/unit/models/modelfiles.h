// Makes small model files for tests: real names and shapes, weights of zeros.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace ain::test {

struct TestTensor {
    QString name;
    QList<qint64> shape; ///< outermost first
    QString type = QStringLiteral("F16"); ///< as safetensors writes it; GGUF files take F32, F16 and Q8_0
};

using TestTexts = QList<std::pair<QString, QString>>;

/// A whole safetensors file; the weights are `filler` bytes.
[[nodiscard]] QByteArray safetensors(const QList<TestTensor> &tensors, const TestTexts &metadata = {}, char filler = 0);
/// A whole GGUF file of version 3.
[[nodiscard]] QByteArray gguf(const QList<TestTensor> &tensors, const TestTexts &metadata = {}, char filler = 0);

/// A header that claims to be `json`, with `dataBytes` of data behind it.
[[nodiscard]] QByteArray rawSafetensors(const QByteArray &json, qsizetype dataBytes = 0);

/// The names that make a family, with shapes made small where only the names count.
[[nodiscard]] QList<TestTensor> sd1Tensors(bool whole = true);
[[nodiscard]] QList<TestTensor> sdxlTensors();

} // namespace ain::test
