// Force-included (`-include`) into every C++ file of the SQLite driver when it is built for Node-API 9.
//
// The driver keeps persistent references to strings: column names, constants, error codes. Node-API 10 allows references
// to any value, Node-API 9 only to objects, functions and symbols, and fails on a string. Here such a 'reference' holds
// the text itself and makes the JavaScript string anew each time it is asked for its value.
#ifndef CLINIC_WORKSTATION_STRING_REFERENCE_H
#define CLINIC_WORKSTATION_STRING_REFERENCE_H

#include <napi.h>

#include <cstdint>
#include <string>
#include <utility>

namespace Napi {

template <>
class Reference<String> {
 public:
  static Reference<String> New(const String& value, uint32_t /* initialRefcount */ = 0) {
    return Reference<String>(value.Env(), value.Utf16Value());
  }

  Reference() = default;
  Reference(Reference<String>&& other) noexcept = default;
  Reference<String>& operator=(Reference<String>&& other) noexcept = default;
  Reference(const Reference<String>&) = delete;
  Reference<String>& operator=(const Reference<String>&) = delete;

  Napi::Env Env() const { return Napi::Env(env_); }
  bool IsEmpty() const { return env_ == nullptr; }
  String Value() const { return env_ == nullptr ? String() : String::New(env_, text_); }

 private:
  Reference(napi_env env, std::u16string text) : env_(env), text_(std::move(text)) {}

  napi_env env_ = nullptr;
  std::u16string text_;
};

}  // namespace Napi

#endif
