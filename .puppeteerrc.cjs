// The system's Chromium is used: it is the one a managed policy can be put on.
module.exports = { skipDownload: true };
