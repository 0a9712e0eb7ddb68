#include "app/services/picturesigner.h"

#include "core/provenance/manifest.h"
#include "core/recipe/generationrequest.h"

#include <QCoreApplication>

namespace ain::app {

namespace {
constexpr QStringView Key = u"content_credentials";
}

bool signsPictures(const SettingsStore &settings) { return settings.value(Key).toBool(true); }

Result<> setSignsPictures(SettingsStore &settings, bool isOn) { return settings.set(Key.toString(), isOn); }

Result<QByteArray> signedPicture(const QByteArray &png, const gallery::Picture &picture, const QDateTime &now)
{
    const auto request = recipe::fromJsonText(picture.recipe);
    if (!request || !png.startsWith("\x89PNG"))
        return png;
    const auto credential = provenance::Credential::make(SecretBytes::random(32), {}, now);
    if (!credential)
        return failure(credential.error());
    provenance::Statement statement;
    statement.version = QCoreApplication::applicationVersion();
    statement.model = request->model.name;
    statement.modelSha256 = request->model.sha256;
    statement.isFromPicture = request->mode != recipe::Mode::TextToImage;
    statement.when = QDateTime::fromMSecsSinceEpoch(picture.createdMs, Qt::UTC);
    return provenance::signedPng(png, statement, *credential);
}

} // namespace ain::app
