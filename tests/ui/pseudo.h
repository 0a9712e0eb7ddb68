// A language that does not exist: English with accents, in brackets, 40 % longer. What is cut off in it will be cut off
// in some language; what stands there without brackets can't be translated.
#pragma once

#include <QTranslator>

namespace ain::ui {

class PseudoLanguage : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }

    QString translate(const char * /*context*/, const char *source, const char * /*disambiguation*/,
                      int /*n*/) const override
    {
        QString text = QString::fromUtf8(source);
        if (text.trimmed().isEmpty())
            return text;
        static const QString plain = QStringLiteral("aeiouAEIOUcn");
        static const QString accented = QStringLiteral("áéíóúÁÉÍÓÚçñ");
        QString out = QStringLiteral("[");
        bool isTag = false;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const QChar c = text.at(i);
            isTag = c == u'<' || (isTag && c != u'>');
            // %1, %L1 and %n are filled in later.
            const bool isPlace = i > 0 && (text.at(i - 1) == u'%' || (i > 1 && text.at(i - 2) == u'%'));
            const qsizetype at = isTag || isPlace ? -1 : plain.indexOf(c);
            out += at < 0 ? c : accented.at(at);
        }
        for (qsizetype more = (text.size() * 4 + 9) / 10 - 2; more > 0; more -= 4)
            out += QStringLiteral(" ñöh").left(more);
        return out + u']';
    }
};

} // namespace ain::ui
