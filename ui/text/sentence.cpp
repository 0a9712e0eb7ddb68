#include "ui/text/sentence.h"

#include <QCoreApplication>

#include <algorithm>

namespace ain::text {

using namespace Qt::StringLiterals;

QString fill(std::span<const Sentence> table, const char *context, QStringView id, const QVariantMap &args)
{
    const auto it = std::find_if(table.begin(), table.end(),
                                 [&](const Sentence &sentence) { return id == QLatin1StringView(sentence.id); });
    if (it == table.end())
        return {};
    const QString text = QCoreApplication::translate(context, it->text);
    // One pass over the text: an argument that contains "%1" itself must not be filled again.
    QString out;
    out.reserve(text.size() + 64);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPlaceholder =
            text.at(i) == u'%' && i + 1 < text.size() && text.at(i + 1) >= u'1' && text.at(i + 1) <= u'9';
        if (!isPlaceholder) {
            out += text.at(i);
            continue;
        }
        const auto index = std::size_t(text.at(++i).unicode() - u'1');
        const char *name = index < it->args.size() ? it->args.at(index) : nullptr;
        const QVariant value = name != nullptr ? args.value(QString::fromLatin1(name)) : QVariant();
        out += value.isValid() ? value.toString().left(400) : u"?"_s;
    }
    return out;
}

} // namespace ain::text
