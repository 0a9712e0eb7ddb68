#include "core/wallet/labelfile.h"

#include "core/crypto/hash.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> wrong(const QString &what) { return failure(errors::WalletLabelLine, {{u"what"_s, what}}); }

Result<LabelLine> readLine(QByteArrayView bytes)
{
    if (bytes.size() > MaxLabelLineBytes)
        return wrong(u"length"_s);
    const auto value = json::parse(bytes, {.maxBytes = MaxLabelLineBytes, .maxDepth = 4, .maxValues = 64});
    if (!value || !value->isObject())
        return wrong(u"JSON"_s);
    LabelLine line;
    const QString &type = (*value)[u"type"].string();
    const QString &ref = (*value)[u"ref"].string();
    if (!(*value)[u"label"].isString() || (!(*value)[u"note"].isNull() && !(*value)[u"note"].isString()))
        return wrong(u"label"_s);
    if (type == u"addr") {
        const auto address = crypto::Address::parse(ref);
        if (!address)
            return failure(address.error());
        line.ref = address->toString();
    } else if (type == u"tx") {
        line.type = LabelLine::Type::Transaction;
        line.ref = ref.toLower();
        if (!crypto::Hash256::parse(line.ref))
            return wrong(u"ref"_s);
    } else {
        return wrong(u"type"_s);
    }
    const auto label = checkedText((*value)[u"label"].string(), AddressBook::MaxLabel);
    if (!label)
        return failure(label.error());
    const auto note = checkedText((*value)[u"note"].string(), AddressBook::MaxNote);
    if (!note)
        return failure(note.error());
    if (label->isEmpty())
        return wrong(u"label"_s);
    line.label = *label;
    line.note = *note;
    return line;
}

} // namespace

Result<LabelLines> readLabelLines(QByteArrayView bytes)
{
    if (bytes.size() > MaxLabelFileBytes)
        return failure(errors::WalletLabelFile, {{u"what"_s, u"bytes"_s}, {u"limit"_s, MaxLabelFileBytes}});
    LabelLines out;
    int number = 0;
    for (qsizetype at = 0; at < bytes.size();) {
        qsizetype end = bytes.indexOf('\n', at);
        if (end < 0)
            end = bytes.size();
        QByteArrayView text = bytes.sliced(at, end - at);
        at = end + 1;
        if (++number > MaxLabelLines)
            return failure(errors::WalletLabelFile, {{u"what"_s, u"lines"_s}, {u"limit"_s, MaxLabelLines}});
        if (text.size() > MaxLabelLineBytes) {
            const Error error{errors::WalletLabelLine, {{u"what"_s, u"length"_s}}, {}};
            out.refused.append({number, error});
            continue;
        }
        text = text.trimmed();
        if (text.isEmpty()) {
            ++out.blank;
            continue;
        }
        auto line = readLine(text);
        if (!line) {
            out.refused.append({number, line.error()});
            continue;
        }
        line->line = number;
        out.lines.append(std::move(*line));
    }
    return out;
}

QByteArray labelLine(const LabelLine &line)
{
    json::Object object{{u"type"_s, line.type == LabelLine::Type::Address ? u"addr"_s : u"tx"_s},
                        {u"ref"_s, line.ref},
                        {u"label"_s, line.label}};
    if (!line.note.isEmpty())
        object.set(u"note"_s, line.note);
    return json::canonical(json::Value(std::move(object))) + '\n';
}

} // namespace ain::wallet
