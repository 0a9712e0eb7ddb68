#include "gpu/engine/client/recipeword.h"

namespace ain::engine {

QString recipeWord(const QString &build)
{
    QString word;
    for (const QChar c : build.left(64)) {
        if (c > u' ' && c < QChar(0x7f) && c != u',')
            word += c;
        else if (!word.isEmpty() && !word.endsWith(u'/'))
            word += u'/';
    }
    return word;
}

} // namespace ain::engine
