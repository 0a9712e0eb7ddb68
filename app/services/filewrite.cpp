#include "app/services/filewrite.h"

#include <QSaveFile>

namespace ain::app {

using namespace Qt::StringLiterals;

Result<> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(errors::FileWrite, {{u"path"_s, path}}, file.errorString());
    return {};
}

} // namespace ain::app
