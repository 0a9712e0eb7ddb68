// What a picture may be used for, by the licences of the files it was drawn with.
#pragma once

#include "core/recipe/generationrequest.h"
#include "gpu/models/modellibrary.h"

#include <QList>

namespace ain::app {

struct ForbiddenUse {
    QString model; ///< name of the file
    models::Licence licence;
};

/// The files of this recipe (model, VAE, LoRAs, upscaler) whose licence is known, by the user's word or the catalogue,
/// and forbids commercial use. What is known by name alone is not among them, nor is a licence that is only usual.
/// Looks in the catalogue alone when the library is not open.
[[nodiscard]] QList<ForbiddenUse> forbiddenUses(const models::ModelLibrary &library,
                                                const recipe::GenerationRequest &request);

} // namespace ain::app
