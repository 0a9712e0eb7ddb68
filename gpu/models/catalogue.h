// Which files are known by their SHA-256, and which licences there are. Data: resources/models/catalogue.json.
#pragma once

#include "core/base/result.h"
#include "gpu/models/model.h"

#include <QByteArrayView>
#include <QHash>
#include <QList>

namespace ain {

namespace errors {
inline constexpr ErrorCode ModelCatalogue{"model.catalogue"}; ///< args: what
} // namespace errors

namespace models {

struct KnownFile {
    QString sha256;
    QString name;
    QString family;
    Licence licence; ///< known
    QString source; ///< a page for people; never called by the program
};

class Catalogue {
public:
    Catalogue() = default;
    /// Errors: ModelCatalogue. At most 4 MiB.
    [[nodiscard]] static Result<Catalogue> parse(QByteArrayView json);
    /// What comes with the program.
    [[nodiscard]] static Result<Catalogue> bundled();

    [[nodiscard]] const KnownFile *find(const QString &sha256) const;
    /// What files of that family usually have: never `known`. Nothing where no licence is usual (a LoRA, say).
    [[nodiscard]] std::optional<Licence> usual(const QString &family) const;
    [[nodiscard]] const QList<Licence> &licences() const { return m_licences; } ///< to choose from
    [[nodiscard]] std::optional<Licence> licence(const QString &id) const;
    [[nodiscard]] qsizetype size() const { return m_files.size(); }

private:
    QHash<QString, KnownFile> m_files;
    QHash<QString, QString> m_usual; ///< family → licence id
    QList<Licence> m_licences;
};

} // namespace models
} // namespace ain
