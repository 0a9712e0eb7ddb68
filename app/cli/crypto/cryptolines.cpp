#include "app/cli/crypto/cryptocommands.h"

#include "core/base/secretbytes.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QFileDevice>
#include <QIODevice>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

/// Reads lines of bounded length: of a longer one, the rest is thrown away as it comes.
class LineReader {
public:
    explicit LineReader(QIODevice &device) : m_device(device) { }

    /// False at the end of the input. An over-long line is empty with `tooLong` set.
    bool next(QByteArray &line, bool &tooLong)
    {
        line.clear();
        tooLong = false;
        for (bool any = false;; any = true) {
            QByteArray piece = m_device.readLine(MaxPiece);
            if (piece.isEmpty()) {
                // A sequential device may have nothing yet; it is asked to wait before this counts as the end.
                if (m_device.isSequential() && m_device.waitForReadyRead(-1))
                    continue;
                return any;
            }
            const bool ended = piece.endsWith('\n');
            if (line.size() + piece.size() > MaxCryptoLine + 1)
                tooLong = true;
            if (tooLong)
                line.clear();
            else
                line += piece;
            wipeMemory(piece.data(), std::size_t(piece.size()));
            if (ended)
                return true;
        }
    }

private:
    static constexpr qint64 MaxPiece = 64 * 1024;
    QIODevice &m_device;
};

json::Value errorValue(const Error &error, const ErrorMessage &message)
{
    return json::Object{{u"error"_s, json::Object{{u"code"_s, error.code.toString()}, {u"message"_s, message(error)}}}};
}

bool writeLine(QIODevice &out, const json::Value &value)
{
    QByteArray text = json::canonical(value);
    text += '\n';
    bool ok = out.write(text) == text.size();
    // A program that asks and waits for each answer must get it now.
    if (auto *file = qobject_cast<QFileDevice *>(&out))
        ok = file->flush() && ok;
    wipeMemory(text.data(), std::size_t(text.size()));
    return ok;
}

Result<json::Value> answer(QStringView name, QByteArrayView line)
{
    const auto input = json::parse(line, {.maxBytes = MaxCryptoLine});
    if (!input)
        return failure(input.error());
    return cryptoCommand(name, *input);
}

} // namespace

int runCryptoLines(QStringView name, QIODevice &in, QIODevice &out, const ErrorMessage &message)
{
    bool allGood = true;
    LineReader reader(in);
    QByteArray line;
    bool tooLong = false;
    while (reader.next(line, tooLong)) {
        const QByteArrayView text = QByteArrayView(line).trimmed();
        const auto result = tooLong ? Result<json::Value>(failure(errors::CryptoLine, {{u"limit"_s, MaxCryptoLine}}))
                                    : answer(name, text);
        wipeMemory(line.data(), std::size_t(line.size()));
        if (!result)
            allGood = false;
        if (!writeLine(out, result ? *result : errorValue(result.error(), message)))
            return 1;
    }
    return allGood ? 0 : 1;
}

} // namespace ain::cli
