// Content Credentials for pictures that leave the program. Inside, they are as they were drawn.
#pragma once

#include "app/services/settingsstore.h"
#include "core/gallery/picture.h"

#include <QDateTime>

namespace ain::app {

/// Whether pictures are signed when they are saved; unless the user says otherwise, they are.
[[nodiscard]] bool signsPictures(const SettingsStore &settings);
[[nodiscard]] Result<> setSignsPictures(SettingsStore &settings, bool isOn);

/// The picture as it is to be written: signed with a key that is made for this one file and forgotten, so that two
/// pictures can't be told to be from one computer. Nothing but the program, the model and the time is said of it. One
/// that was drawn elsewhere, or is no PNG, is left as it is. Takes time with the size of the file. Thread: any.
[[nodiscard]] Result<QByteArray> signedPicture(const QByteArray &png, const gallery::Picture &picture,
                                               const QDateTime &now);

} // namespace ain::app
