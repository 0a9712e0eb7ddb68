#include "gpu/models/catalogue.h"

#include "core/json/parser.h"

#include <QFile>

#include <algorithm>

// Q_INIT_RESOURCE wants to be called outside of any namespace.
static void initModelResources() { Q_INIT_RESOURCE(ain_models); }

namespace ain::models {

using namespace Qt::StringLiterals;

namespace {

bool isHash(QStringView text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

tl::unexpected<Error> broken(const QString &what) { return failure(errors::ModelCatalogue, {{u"what"_s, what}}); }

} // namespace

Result<Catalogue> Catalogue::parse(QByteArrayView text)
{
    json::ParseLimits limits;
    limits.maxBytes = 4LL * 1024 * 1024;
    limits.maxDepth = 8;
    limits.maxValues = 200'000;
    const auto value = json::parse(text, limits);
    if (!value)
        return broken(value.error().code.toString());
    if ((*value)[u"format"].toInteger() != 1)
        return broken(u"format"_s);
    Catalogue catalogue;
    for (const json::Value &entry : (*value)[u"licences"].array()) {
        Licence licence;
        licence.id = entry[u"id"].string();
        licence.name = entry[u"name"].string();
        licence.url = entry[u"url"].string();
        licence.allowsCommercial = entry[u"commercial"].toBool();
        if (licence.id.isEmpty() || licence.name.isEmpty() || !entry[u"commercial"].isBool()
            || catalogue.licence(licence.id))
            return broken(u"licence "_s + licence.id);
        catalogue.m_licences += licence;
    }
    for (const auto &[family, id] : (*value)[u"usual"].object()) {
        if (!catalogue.licence(id.string()))
            return broken(u"usual "_s + family);
        catalogue.m_usual.insert(family, id.string());
    }
    for (const json::Value &entry : (*value)[u"files"].array()) {
        KnownFile file;
        file.sha256 = entry[u"sha256"].string();
        file.name = entry[u"name"].string();
        file.family = entry[u"family"].string();
        file.source = entry[u"source"].string();
        auto licence = catalogue.licence(entry[u"licence"].string());
        if (!isHash(file.sha256) || file.name.isEmpty() || !licence || catalogue.m_files.contains(file.sha256))
            return broken(u"file "_s + file.sha256);
        file.licence = *std::move(licence);
        file.licence.known = true;
        const QString sha256 = file.sha256;
        catalogue.m_files.insert(sha256, std::move(file));
    }
    return catalogue;
}

Result<Catalogue> Catalogue::bundled()
{
    initModelResources();
    QFile file(u":/ain/models/catalogue.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return broken(u"missing"_s);
    return parse(file.readAll());
}

const KnownFile *Catalogue::find(const QString &sha256) const
{
    const auto found = m_files.constFind(sha256);
    return found == m_files.constEnd() ? nullptr : &*found;
}

std::optional<Licence> Catalogue::usual(const QString &family) const
{
    const auto found = m_usual.constFind(family);
    return found == m_usual.constEnd() ? std::nullopt : licence(*found);
}

std::optional<Licence> Catalogue::licence(const QString &id) const
{
    const auto found =
        std::find_if(m_licences.begin(), m_licences.end(), [&](const Licence &licence) { return licence.id == id; });
    return found == m_licences.end() ? std::nullopt : std::optional(*found);
}

} // namespace ain::models
